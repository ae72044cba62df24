namespace Hivemind.Domain.Traffic.Processing;

/// <summary>How often, and how long after a failure, a handler is tried again.</summary>
public static class RetrySchedule
{
    /// <summary>How long an event waits whose handler was busy.</summary>
    public static readonly TimeSpan BusyDelay = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan[] AfterFailure = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    private static readonly TimeSpan[] AutomaticRetries = [TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24)];

    /// <summary>The wait after so many failed attempts; null when the handler has failed for good.</summary>
    public static TimeSpan? DelayAfter(int failures) => failures <= AfterFailure.Length ? AfterFailure[failures - 1] : null;

    /// <summary>The wait of a dead letter that was retried automatically so often; null when only people retry it.</summary>
    public static TimeSpan? AutomaticDelayAfter(int retries) => retries < AutomaticRetries.Length ? AutomaticRetries[retries] : null;
}
