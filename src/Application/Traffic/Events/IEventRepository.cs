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

    /// <summary>Stored events by their ids.</summary>
    Task<IReadOnlyDictionary<Guid, RecordedEvent>> Find(IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    /// <summary>The channels of instances; those that do not exist are left out.</summary>
    Task<IReadOnlyDictionary<(string OrgId, Guid InstanceId), string>> ChannelsOf(
        IReadOnlyList<(string OrgId, Guid InstanceId)> instances, CancellationToken cancellationToken);
}
