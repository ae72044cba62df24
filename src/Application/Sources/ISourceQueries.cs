using Hivemind.Application.Common;
using Hivemind.Domain.Sources;

namespace Hivemind.Application.Sources;

/// <summary>Reads sources and connections of one organisation.</summary>
public interface ISourceQueries
{
    Task<DataSource?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<OffsetList<DataSource>> List(string orgId, SourceType? type, bool? enabled, OffsetPage page, CancellationToken cancellationToken);

    /// <summary>The active connections, newest first.</summary>
    Task<IReadOnlyList<OAuthInstallation>> ListInstallations(string orgId, CancellationToken cancellationToken);
}
