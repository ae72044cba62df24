using FsCheck;
using FsCheck.Fluent;
using Hivemind.Domain.Knowledge;

namespace Hivemind.UnitTests.Knowledge;

[Parallelizable(ParallelScope.All)]
public sealed class QualityScoreTests
{
    private static readonly QualityInputs Fresh = new(0, 0, 0, 0, 0, 0, IsCurrent: true);

    [Test]
    public void A_fresh_unvoted_current_item_scores_exactly_one_half()
    {
        Assert.That(Score(Fresh), Is.EqualTo(0.5).And.EqualTo(QualityScore.Initial));
    }

    [Test]
    public void Every_term_is_told()
    {
        var breakdown = QualityScore.Compute(new(3, 1, 50, 90, 2, 8, IsCurrent: true), QualityWeights.Default, 90);

        Assert.That(breakdown.Usefulness, Is.EqualTo(4.0 / 6));
        Assert.That(breakdown.Popularity, Is.EqualTo(Math.Tanh(1)));
        Assert.That(breakdown.Freshness, Is.EqualTo(0.5));
        Assert.That(breakdown.ContradictionRate, Is.EqualTo(0.25));
        Assert.That(breakdown.CurrentBonus, Is.EqualTo(0.1));
        Assert.That(breakdown.Score, Is.EqualTo((0.4 * 4 / 6) + (0.25 * Math.Tanh(1)) + 0.1 - 0.0375 + 0.1).Within(1e-12));
    }

    [Test]
    public void Help_and_use_raise_it_age_and_contradiction_lower_it()
    {
        Assert.That(Score(Fresh with { Helpful = 1 }), Is.GreaterThan(0.5));
        Assert.That(Score(Fresh with { Retrievals = 1 }), Is.GreaterThan(0.5));
        Assert.That(Score(Fresh with { NotHelpful = 1 }), Is.LessThan(0.5));
        Assert.That(Score(Fresh with { DaysSinceActivity = 1 }), Is.LessThan(0.5));
        Assert.That(Score(Fresh with { Contradictions = 1, CountedSignals = 2 }), Is.LessThan(0.5));
        Assert.That(Score(Fresh with { IsCurrent = false }), Is.EqualTo(0.4));
    }

    [Test]
    public void It_stays_between_zero_and_one()
    {
        var counts = Arb.From(Gen.Choose(0, 1_000_000).ListOf(5));
        Prop.ForAll(counts, given => Score(new(given[0], given[1], given[2], given[3], given[4], given[4] + given[0], given[0] % 2 == 0)) is >= 0 and <= 1)
            .QuickCheckThrowOnFailure();
        Assert.That(QualityScore.Compute(Fresh, new(9, 9, 9, 9, 9), 90).Score, Is.EqualTo(1));
        Assert.That(QualityScore.Compute(Fresh with { Contradictions = 1, CountedSignals = 1 }, new(0, 0, 0, 1, 0), 90).Score, Is.Zero);
    }

    private static double Score(QualityInputs inputs) => QualityScore.Compute(inputs, QualityWeights.Default, QualityScore.DefaultHalfLifeDays).Score;
}
