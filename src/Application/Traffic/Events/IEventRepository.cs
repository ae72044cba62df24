using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Events;

/// <summary>Stores events inside a command's transaction.</summary>
public interface IEventRepository
{
    /// <summary>
    /// Adds those that are not known yet by instance, type and external id. Says of each one left out which event it repeats, by
    /// the id it would have had.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, Guid>> Add(IReadOnlyList<RecordedEvent> events, CancellationToken cancellationToken);
}
