namespace Hivemind.Domain.Knowledge.Outcomes;

/// <summary>Whether an item helped the agent that used it.</summary>
public enum Outcome
{
    Solved,
    DidNotHelp,
}

/// <summary>The one vote of an agent on an item that counts.</summary>
public sealed record Vote(Guid SignalId, Outcome Outcome, string? RunId);

/// <summary>What a vote does to the counters of its item.</summary>
public sealed record VoteChange(int Helpful, int NotHelpful)
{
    /// <summary>
    /// Null when the agent said the same in the same run before. Else the new vote takes the place of the former one; the contributing
    /// agent's own votes never count.
    /// </summary>
    public static VoteChange? Of(Vote? former, Outcome outcome, string? runId, bool isSelf)
    {
        if (former is not null && former.Outcome == outcome && former.RunId == runId)
            return null;

        if (isSelf)
            return new(0, 0);

        int Change(Outcome counted) => (outcome == counted ? 1 : 0) - (former?.Outcome == counted ? 1 : 0);
        return new(Change(Outcome.Solved), Change(Outcome.DidNotHelp));
    }
}
