using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Instances;

namespace Hivemind.Infrastructure.Traffic.Instances;

/// <summary>A row of instances.</summary>
internal sealed record InstanceRow
{
    public const string Columns =
        """
        id, org_id, name, channel, is_default, is_active, is_connected, connection_changed_at, profile_name, profile_pic_url,
        profile_bio, owner_identifier, access_mode, agent_id, agent_type, agent_timeout_ms, agent_session_strategy, last_message_at,
        created_at, updated_at, row_version
        """;

    public Guid Id { get; init; }
    public string OrgId { get; init; } = "";
    public string Name { get; init; } = "";
    public string Channel { get; init; } = "";
    public bool IsDefault { get; init; }
    public bool IsActive { get; init; }
    public bool IsConnected { get; init; }
    public DateTimeOffset? ConnectionChangedAt { get; init; }
    public string? ProfileName { get; init; }
    public string? ProfilePicUrl { get; init; }
    public string? ProfileBio { get; init; }
    public string? OwnerIdentifier { get; init; }
    public string AccessMode { get; init; } = "";
    public string? AgentId { get; init; }
    public string? AgentType { get; init; }
    public int AgentTimeoutMs { get; init; }
    public string? AgentSessionStrategy { get; init; }
    public DateTimeOffset? LastMessageAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public int RowVersion { get; init; }

    public static InstanceRow Of(Instance instance) => new()
    {
        Id = instance.Id,
        OrgId = instance.OrgId,
        Name = instance.Name,
        Channel = instance.Channel,
        IsDefault = instance.IsDefault,
        IsActive = instance.IsActive,
        IsConnected = instance.IsConnected,
        ConnectionChangedAt = instance.ConnectionChangedAt,
        ProfileName = instance.ProfileName,
        ProfilePicUrl = instance.ProfilePicUrl,
        ProfileBio = instance.ProfileBio,
        OwnerIdentifier = instance.OwnerIdentifier,
        AccessMode = EnumText.Of(instance.AccessMode),
        AgentId = instance.AgentId,
        AgentType = instance.AgentType is { } type ? EnumText.Of(type) : null,
        AgentTimeoutMs = instance.AgentTimeoutMs,
        AgentSessionStrategy = instance.AgentSessionStrategy is { } strategy ? EnumText.Of(strategy) : null,
        LastMessageAt = instance.LastMessageAt,
        CreatedAt = instance.CreatedAt,
        UpdatedAt = instance.UpdatedAt,
        RowVersion = instance.RowVersion,
    };

    public Instance ToInstance() => new()
    {
        Id = Id,
        OrgId = OrgId,
        Name = Name,
        Channel = Channel,
        IsDefault = IsDefault,
        IsActive = IsActive,
        IsConnected = IsConnected,
        ConnectionChangedAt = ConnectionChangedAt,
        ProfileName = ProfileName,
        ProfilePicUrl = ProfilePicUrl,
        ProfileBio = ProfileBio,
        OwnerIdentifier = OwnerIdentifier,
        AccessMode = EnumText.Parse<AccessMode>(AccessMode),
        AgentId = AgentId,
        AgentType = AgentType is null ? null : EnumText.Parse<InstanceAgentType>(AgentType),
        AgentTimeoutMs = AgentTimeoutMs,
        AgentSessionStrategy = AgentSessionStrategy is null ? null : EnumText.Parse<AgentSessionStrategy>(AgentSessionStrategy),
        LastMessageAt = LastMessageAt,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        RowVersion = RowVersion,
    };
}
