using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Sources;

namespace Hivemind.Application.Sources;

/// <summary>A source as its admins see it.</summary>
/// <param name="OauthConnected">Whether the platform it is read through is connected now.</param>
public sealed record DataSourceView(
    Guid Id,
    string OrgId,
    SourceType SourceType,
    string Name,
    bool Enabled,
    JsonElement Config,
    DateTimeOffset? LastSyncAt,
    string? LastSyncStatus,
    bool OauthConnected,
    Platform OauthPlatform,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int RowVersion) : IVersioned
{
    public static DataSourceView Of(DataSource source, bool isConnected) => new(
        source.Id, source.OrgId, source.SourceType, source.Name, source.Enabled, JsonSerializer.Deserialize<JsonElement>(source.Config),
        source.LastSyncAt, source.LastSyncStatus, isConnected, source.SourceType.Platform, source.CreatedAt, source.UpdatedAt, source.RowVersion);
}

/// <summary>A kind of source that can be made.</summary>
public sealed record SourceTypeView(
    SourceType SourceType, string Name, string Description, Platform OauthPlatform, bool OauthRequired, bool OauthConnected)
{
    public static SourceTypeView Of(SourceType type, bool isConnected) =>
        new(type, type.Title, type.Description, type.Platform, OauthRequired: true, isConnected);
}
