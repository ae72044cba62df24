using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Instances;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>Reads instances of one organisation.</summary>
public interface IInstanceQueries
{
    Task<Instance?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first, up to the number of rows to take.</summary>
    Task<IReadOnlyList<Instance>> List(string orgId, ListInstances query, MetaPage page, CancellationToken cancellationToken);
}
