namespace Hivemind.Domain.Webhooks;

/// <summary>When a delivery that failed is tried again: a first attempt at once and seven more within about a day and a half.</summary>
public static class DeliverySchedule
{
    public const double Jitter = 0.10;

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14),
    ];

    public static int MaxAttempts => Delays.Length + 1;

    /// <summary>How long to wait after so many attempts; null when none is left.</summary>
    /// <param name="random">From 0 to 1: spreads the attempts of many deliveries that failed together.</param>
    public static TimeSpan? DelayAfter(int attempts, double random) =>
        attempts < MaxAttempts ? Delays[attempts - 1] * (1 - Jitter + (2 * Jitter * random)) : null;
}
