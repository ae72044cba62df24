using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Costs;

namespace Hivemind.UnitTests.Work.Costs;

[Parallelizable(ParallelScope.All)]
public sealed class TokenUseTests
{
    [Test]
    public void A_map_gives_the_sums()
    {
        var use = TokenUse.Of(new Dictionary<string, long> { ["input"] = 100, ["cached_input"] = 20, ["cached_write"] = 3, ["output"] = 50, ["reasoning"] = 7, ["image"] = 9 }, null, null);

        Assert.That((use?.InputTokens, use?.OutputTokens), Is.EqualTo((123, 57)));
    }

    [Test]
    public void The_sums_give_a_map()
    {
        var use = TokenUse.Of(null, 12, 34);

        Assert.That(use?.Kinds, Is.EquivalentTo(new Dictionary<string, long> { ["input"] = 12, ["output"] = 34 }));
    }

    [Test]
    public void One_sum_alone_counts_the_other_as_none()
    {
        Assert.That(TokenUse.Of(null, null, 34)?.InputTokens, Is.Zero);
    }

    [Test]
    public void Both_together_are_kept_as_reported()
    {
        var use = TokenUse.Of(new Dictionary<string, long> { ["audio"] = 5 }, 1, 2);

        Assert.That((use?.Kinds["audio"], use?.InputTokens, use?.OutputTokens), Is.EqualTo((5, 1, 2)));
    }

    [Test]
    public void Nothing_reported_is_nothing() => Assert.That(TokenUse.Of(null, null, null), Is.Null);

    [TestCase(-1, null, null, "tokens")]
    [TestCase(null, -1, null, "input_tokens")]
    [TestCase(null, null, -1, "output_tokens")]
    [TestCase(TokenUse.MaxTokens + 1, null, null, "tokens")]
    public void Impossible_counts_are_refused(long? kind, long? input, long? output, string field)
    {
        var kinds = kind is { } count ? new Dictionary<string, long> { ["input"] = count } : null;

        var refusal = Assert.Throws<ValidationFailedException>(() => TokenUse.Of(kinds, input, output));

        Assert.That(refusal?.Errors.Keys, Is.EqualTo(new[] { field }));
    }

    [Test]
    public void A_kind_has_a_name_of_bearable_length()
    {
        Assert.Throws<ValidationFailedException>(() => TokenUse.Of(new Dictionary<string, long> { [""] = 1 }, null, null));
        Assert.Throws<ValidationFailedException>(() => TokenUse.Of(new Dictionary<string, long> { [new string('x', 65)] = 1 }, null, null));
    }
}
