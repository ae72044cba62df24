namespace Hivemind.Application.Common;

/// <summary>Limits that are exact over all processes. They throw RATE_LIMITED with the seconds to wait.</summary>
public interface IRateLimits
{
    /// <summary>Takes one from a fixed window; a limit of 0 is off. Commits at once, so that a refused request counts too.</summary>
    Task Take(string name, string key, int limit, TimeSpan window, CancellationToken cancellationToken);
}

/// <summary>What the tightest limit that applied to this call says; served in the RateLimit headers.</summary>
public sealed record LimitState(string Name, int Limit, int WindowSeconds, int Remaining, int ResetSeconds);
