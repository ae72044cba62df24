using Hivemind.Domain.Common;
using Hivemind.Domain.Sources;

namespace Hivemind.Infrastructure.Sources;

/// <summary>A row of data_sources.</summary>
internal sealed record SourceRow(
    Guid Id, string OrgId, string SourceType, string Name, bool Enabled, string Config, DateTimeOffset? LastSyncAt, string? LastSyncStatus,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int RowVersion)
{
    public const string Columns =
        "id, org_id, source_type, name, enabled, config::text as config, last_sync_at, last_sync_status, created_at, updated_at, row_version";

    public DataSource ToSource() => new()
    {
        Id = Id,
        OrgId = OrgId,
        SourceType = EnumText.Parse<SourceType>(SourceType),
        Name = Name,
        Enabled = Enabled,
        Config = Config,
        LastSyncAt = LastSyncAt,
        LastSyncStatus = LastSyncStatus,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        RowVersion = RowVersion,
    };
}
