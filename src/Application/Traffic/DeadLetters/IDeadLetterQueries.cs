using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.DeadLetters;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>Reads dead letters of one organisation.</summary>
public interface IDeadLetterQueries
{
    Task<DeadLetter?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<DeadLetter>> List(string orgId, DeadLetterFilter filter, int take, Cursor? after, CancellationToken cancellationToken);

    /// <summary>Those with the most pending letters first.</summary>
    Task<IReadOnlyList<DeadLetterGroup>> Groups(string orgId, DeadLetterFilter filter, int limit, CancellationToken cancellationToken);

    /// <summary>The newest completed event of the same type, of the same instance where one is set; null when there is none.</summary>
    Task<LastGoodEvent?> LastGood(DeadLetter letter, CancellationToken cancellationToken);

    Task<DeadLetterStats> Stats(string orgId, CancellationToken cancellationToken);

    /// <summary>Waits until none of the letters is being retried, or the time is over.</summary>
    /// <returns>The letters as they stand then.</returns>
    Task<IReadOnlyList<DeadLetter>> Await(string orgId, IReadOnlyCollection<Guid> ids, TimeSpan atMost, CancellationToken cancellationToken);

    Task<BulkRetry?> FindBulk(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<BulkRetry>> ListBulk(string orgId, int take, Cursor? after, CancellationToken cancellationToken);
}
