using Hivemind.Domain.Traffic.DeadLetters;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>Stores bulk retries, and rings for the worker that goes on with them.</summary>
public interface IBulkRetryRepository
{
    Task<int> CountPending(string orgId, DeadLetterFilter filter, CancellationToken cancellationToken);

    /// <summary>False when one of the organisation is running already.</summary>
    Task<bool> Add(BulkRetry retry, CancellationToken cancellationToken);

    /// <summary>Locks it until the transaction ends.</summary>
    Task<BulkRetry?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    Task Save(BulkRetry retry, CancellationToken cancellationToken);

    /// <summary>Whether letters it chose are still being retried.</summary>
    Task<bool> IsAwaiting(Guid id, CancellationToken cancellationToken);
}
