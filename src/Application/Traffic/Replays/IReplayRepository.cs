using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Replays;

namespace Hivemind.Application.Traffic.Replays;

/// <summary>Stores replays, and rings for the worker that goes on with them.</summary>
public interface IReplayRepository
{
    /// <summary>False when one of the organisation is running already.</summary>
    Task<bool> Add(ReplaySession session, CancellationToken cancellationToken);

    /// <summary>Locks it until the transaction ends.</summary>
    Task<ReplaySession?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    Task Save(ReplaySession session, CancellationToken cancellationToken);

    /// <summary>Saves what the worker that holds the claim has done, and renews its lease. False when another one holds it by now.</summary>
    Task<bool> SaveProgress(ReplaySession session, Guid claim, CancellationToken cancellationToken);
}

/// <summary>Reads replays of one organisation.</summary>
public interface IReplayQueries
{
    Task<ReplaySession?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<ReplaySession>> List(string orgId, int take, Cursor? after, CancellationToken cancellationToken);

    /// <summary>How many events it concerns, up to its limit, and how many of these it passes over.</summary>
    Task<(int Total, int Skipped)> Count(ReplaySession session, CancellationToken cancellationToken);
}
