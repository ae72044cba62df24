using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Instances;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>A connected account of a channel.</summary>
/// <param name="IsActive">Enabled by an admin.</param>
/// <param name="IsConnected">Its channel is up right now.</param>
/// <param name="AccessMode">Stored for adapters; Hivemind itself lets everybody through.</param>
[CamelCase]
public sealed record InstanceView(
    Guid Id,
    string OrgId,
    string Name,
    string Channel,
    bool IsDefault,
    bool IsActive,
    bool IsConnected,
    string? ProfileName,
    string? ProfilePicUrl,
    string? ProfileBio,
    string? OwnerIdentifier,
    AccessMode AccessMode,
    string? AgentId,
    InstanceAgentType? AgentType,
    int AgentTimeoutMs,
    AgentSessionStrategy? AgentSessionStrategy,
    DateTimeOffset? LastMessageAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int RowVersion) : IVersioned
{
    public static InstanceView Of(Instance instance) => new(
        instance.Id, instance.OrgId, instance.Name, instance.Channel, instance.IsDefault, instance.IsActive, instance.IsConnected,
        instance.ProfileName, instance.ProfilePicUrl, instance.ProfileBio, instance.OwnerIdentifier, instance.AccessMode,
        instance.AgentId, instance.AgentType, instance.AgentTimeoutMs, instance.AgentSessionStrategy, instance.LastMessageAt,
        instance.CreatedAt, instance.UpdatedAt, instance.RowVersion);
}

/// <summary>Whether an instance may work and does.</summary>
/// <param name="Since">When it was last connected or disconnected; null when it never was.</param>
[CamelCase]
public sealed record InstanceStatusView(Guid InstanceId, bool IsActive, bool IsConnected, DateTimeOffset? Since, DateTimeOffset? LastMessageAt)
{
    public static InstanceStatusView Of(Instance instance) =>
        new(instance.Id, instance.IsActive, instance.IsConnected, instance.ConnectionChangedAt, instance.LastMessageAt);
}
