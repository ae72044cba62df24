using Hivemind.Domain.Traffic.DeadLetters;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>Stores dead letters, and rings for the workers when there is one to retry.</summary>
public interface IDeadLetterRepository
{
    Task<DeadLetter?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>False when there is one of the same event and handler already.</summary>
    Task<bool> Add(DeadLetter letter, CancellationToken cancellationToken);

    /// <summary>Saves those that have not changed since they were read; returns them with their next version.</summary>
    /// <param name="bulkRetryId">The bulk retry that starts these retries.</param>
    Task<IReadOnlyList<DeadLetter>> Save(IReadOnlyCollection<DeadLetter> letters, CancellationToken cancellationToken, Guid? bulkRetryId = null);

    /// <summary>Pending ones whose automatic retry is due, oldest first.</summary>
    /// <param name="orgId">Null for the whole deployment.</param>
    Task<IReadOnlyList<DeadLetter>> FindDue(string? orgId, DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>The next pending ones of a bulk retry, oldest first.</summary>
    Task<IReadOnlyList<DeadLetter>> FindNext(BulkRetry retry, int limit, CancellationToken cancellationToken);

    /// <summary>Completes the event when none of its dead letters is left.</summary>
    Task CompleteEvents(IReadOnlyCollection<Guid> eventIds, CancellationToken cancellationToken);

    /// <summary>Removes what was resolved or abandoned before, up to the limit.</summary>
    Task<int> RemoveClosed(string? orgId, DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
