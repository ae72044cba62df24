using FsCheck;
using FsCheck.Fluent;
using Hivemind.Domain.Knowledge;

namespace Hivemind.UnitTests.Knowledge;

[Parallelizable(ParallelScope.All)]
public sealed class MinHashTests
{
    // Signatures are stored: when this fails, the constants have changed and every stored signature has become worthless.
    [Test]
    public void Hash_and_seeds_are_pinned()
    {
        var signature = MinHash.Signature("The quick brown fox");

        Assert.That(ContentHash.Of(Convert.ToHexStringLower(MinHash.ToBytes(signature))), Is.EqualTo("28f5344b0921e9e4d81fa8507c684b4afbe222f1a8b6e368e55fca58e65ec70b"));
    }

    [Test]
    public void Case_order_repetition_and_white_space_do_not_matter()
    {
        Assert.That(MinHash.Signature("b  A\n\ta B"), Is.EqualTo(MinHash.Signature("a b")));
    }

    [TestCase(100, 0)]
    [TestCase(100, 50)]
    [TestCase(100, 90)]
    [TestCase(400, 390)]
    public void The_estimate_is_near_the_truth(int words, int shared)
    {
        var estimates = Enumerable.Range(0, 20).Select(round => MinHash.Jaccard(
            MinHash.Signature(string.Join(' ', Enumerable.Range(0, words).Select(i => $"{round}-w{i}"))),
            MinHash.Signature(string.Join(' ', Enumerable.Range(words - shared, words).Select(i => $"{round}-w{i}")))));

        Assert.That(estimates.Average(), Is.EqualTo((double)shared / ((2 * words) - shared)).Within(0.03));
    }

    [Test]
    public void A_text_without_words_has_a_signature()
    {
        Assert.That(MinHash.Signature(" \n"), Has.Length.EqualTo(128).And.All.EqualTo(uint.MaxValue));
        Assert.That(MinHash.Jaccard(MinHash.Signature(""), MinHash.Signature("a")), Is.Zero);
    }

    [Test]
    public void Bytes_make_the_round_trip()
    {
        Prop.ForAll<string>(text =>
        {
            var signature = MinHash.Signature(text ?? "");
            return MinHash.FromBytes(MinHash.ToBytes(signature)).SequenceEqual(signature) && MinHash.Jaccard(signature, signature) == 1;
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void What_is_no_signature_is_refused()
    {
        Assert.That(() => MinHash.FromBytes(new byte[511]), Throws.ArgumentException);
        Assert.That(() => MinHash.ToBytes(new uint[127]), Throws.ArgumentException);
        Assert.That(() => MinHash.Jaccard(new uint[128], []), Throws.ArgumentException);
    }
}
