using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Events;

/// <summary>Reads events of one organisation.</summary>
public interface IEventQueries
{
    Task<RecordedEvent?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>What the filter lets through, newest first, up to the number of rows to take.</summary>
    Task<IReadOnlyList<RecordedEvent>> List(string orgId, EventFilter filter, MetaPage page, CancellationToken cancellationToken);

    /// <summary>The events of a person, oldest first, up to the number of rows to take.</summary>
    Task<IReadOnlyList<RecordedEvent>> Timeline(
        string orgId, Guid personId, DateTimeOffset? since, DateTimeOffset? until, MetaPage page, CancellationToken cancellationToken);
}
