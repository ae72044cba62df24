namespace Hivemind.Domain.Webhooks;

/// <summary>
/// What the last calls say about an endpoint. Five failures in a row open its circuit: nothing is sent for a minute, then one
/// probe; each failed probe doubles the pause up to a quarter of an hour. Any success closes it.
/// </summary>
/// <param name="FailingSince">The first failure after the last success.</param>
/// <param name="CircuitOpenUntil">Null while closed; once past, the circuit is half open and waits for its probe.</param>
public sealed record EndpointHealth(int FailuresInRow, DateTimeOffset? FailingSince, DateTimeOffset? CircuitOpenUntil, int CircuitOpenedTimes)
{
    public const int FailuresToOpen = 5;

    public static readonly EndpointHealth Good = new(0, null, null, 0);
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan GivenUpAfter = TimeSpan.FromDays(5);

    public Circuit CircuitAt(DateTimeOffset now) =>
        CircuitOpenUntil is not { } until ? Circuit.Closed : now < until ? Circuit.Open : Circuit.HalfOpen;

    /// <summary>True when nothing but failures came for five days.</summary>
    public bool IsGivenUp(DateTimeOffset now) => FailingSince is { } since && now - since >= GivenUpAfter;

    public EndpointHealth After(AttemptResult result, DateTimeOffset now)
    {
        if (result.IsSuccess)
            return Good;

        var failed = this with { FailuresInRow = FailuresInRow + 1, FailingSince = FailingSince ?? now };

        // A call that began before the circuit half-opened is a straggler, not the probe: it says nothing new.
        var opens = CircuitOpenUntil is { } until ? result.StartedAt >= until : failed.FailuresInRow >= FailuresToOpen;
        return opens ? failed with { CircuitOpenUntil = now + Pause(CircuitOpenedTimes), CircuitOpenedTimes = CircuitOpenedTimes + 1 } : failed;
    }

    private static TimeSpan Pause(int openedBefore) =>
        openedBefore >= 4 ? LongestPause : FirstPause * (1 << openedBefore);
}

/// <summary>Whether calls to an endpoint go out.</summary>
public enum Circuit
{
    Closed,
    Open,
    HalfOpen,
}
