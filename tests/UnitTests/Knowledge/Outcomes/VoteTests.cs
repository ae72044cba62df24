using Hivemind.Domain.Knowledge.Outcomes;

namespace Hivemind.UnitTests.Knowledge.Outcomes;

[Parallelizable(ParallelScope.All)]
public sealed class VoteTests
{
    [TestCase(Outcome.Solved, 1, 0)]
    [TestCase(Outcome.DidNotHelp, 0, 1)]
    public void A_first_vote_counts(Outcome outcome, int helpful, int notHelpful) =>
        Assert.That(VoteChange.Of(null, outcome, "run", isSelf: false), Is.EqualTo(new VoteChange(helpful, notHelpful)));

    [Test]
    public void The_same_vote_of_the_same_run_changes_nothing() =>
        Assert.That(VoteChange.Of(Former(Outcome.Solved, "run"), Outcome.Solved, "run", isSelf: false), Is.Null);

    [Test]
    public void The_same_vote_of_another_run_takes_the_place_and_counts_once() =>
        Assert.That(VoteChange.Of(Former(Outcome.Solved, "run"), Outcome.Solved, "next", isSelf: false), Is.EqualTo(new VoteChange(0, 0)));

    [Test]
    public void A_changed_mind_moves_both_counters() =>
        Assert.That(VoteChange.Of(Former(Outcome.Solved, null), Outcome.DidNotHelp, null, isSelf: false), Is.EqualTo(new VoteChange(-1, 1)));

    [Test]
    public void The_contributor_itself_does_not_count() =>
        Assert.That(VoteChange.Of(Former(Outcome.Solved, null), Outcome.DidNotHelp, null, isSelf: true), Is.EqualTo(new VoteChange(0, 0)));

    private static Vote Former(Outcome outcome, string? runId) => new(Guid.Empty, outcome, runId);
}
