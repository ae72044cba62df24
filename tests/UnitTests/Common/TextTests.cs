using FsCheck;
using FsCheck.Fluent;
using Hivemind.Domain.Common;

namespace Hivemind.UnitTests.Common;

[Parallelizable(ParallelScope.All)]
public sealed class TextTests
{
    [TestCase("", 0)]
    [TestCase("abc", 3)]
    [TestCase("a🐝b", 3)]
    public void Length_counts_code_points(string text, int length)
    {
        Assert.That(Text.Length(text), Is.EqualTo(length));
    }

    [Test]
    public void A_lone_surrogate_counts_as_one()
    {
        Assert.That(Text.Length("\uD83D"), Is.EqualTo(1));
        Assert.That(Text.Length("\uDC1D\uD83D"), Is.EqualTo(2));
    }

    [TestCase("a🐝b", 0, "")]
    [TestCase("a🐝b", 2, "a🐝")]
    [TestCase("🐝🐝", 1, "🐝")]
    [TestCase("a🐝b", 9, "a🐝b")]
    public void Cut_takes_whole_code_points(string text, int codePoints, string expected)
    {
        Assert.That(Text.Cut(text, codePoints), Is.EqualTo(expected));
    }

    [Test]
    public void Cut_refuses_a_negative_length()
    {
        Assert.That(() => Text.Cut("a", -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_cut_text_is_a_beginning_of_the_asked_length()
    {
        var texts = Gen.Elements("a", "é", "🐝", "\uD83D", "\uDC1D", " ").ListOf().Select(pieces => string.Concat(pieces));
        Prop.ForAll(Arb.From(texts), Arb.From(Gen.Choose(0, 40)), (text, length) =>
        {
            var cut = Text.Cut(text, length);
            return text.StartsWith(cut, StringComparison.Ordinal) && Text.Length(cut) == Math.Min(length, Text.Length(text));
        }).QuickCheckThrowOnFailure();
    }
}
