using Hivemind.Domain.Sources;

namespace Hivemind.Application.Sources;

/// <summary>Sources inside a command's transaction. What is found is locked against other changes.</summary>
public interface ISourceRepository
{
    Task<DataSource?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>Refuses a name that another source of the type has.</summary>
    Task Add(DataSource source, CancellationToken cancellationToken);

    /// <summary>Saves it as the next version, which is returned. Refuses a name that another source of the type has.</summary>
    Task<DataSource> Save(DataSource source, CancellationToken cancellationToken);

    Task Remove(Guid id, CancellationToken cancellationToken);

    Task<bool> IsConnected(string orgId, Platform platform, CancellationToken cancellationToken);
}
