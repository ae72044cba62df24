namespace Hivemind.Application.Live;

/// <summary>Shortens and renews the log.</summary>
public interface ILiveLogKeeper
{
    /// <summary>Removes the oldest rows while they are older than the instant, some thousand at a time; true when there may be more.</summary>
    Task<bool> Trim(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Starts a new epoch: every position handed out before is answered with a reset.</summary>
    Task<string> Reset(CancellationToken cancellationToken);
}
