using Hivemind.Domain.Common;

namespace Hivemind.Domain.Traffic.Instances;

/// <summary>A connected account of a channel. Its adapter is a client outside; here is what is known of it.</summary>
public sealed record Instance
{
    public const int MaxNameLength = 255;
    public const int MaxTextLength = 2000;
    public const int DefaultAgentTimeoutMs = 60_000;
    public const int MaxAgentTimeoutMs = 3_600_000;

    public required Guid Id { get; init; }

    public required string OrgId { get; init; }

    public required string Name { get; init; }

    /// <summary>One of <see cref="Channel.Supported"/>; never changes.</summary>
    public required string Channel { get; init; }

    /// <summary>The one of its channel that is meant when none is named.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Enabled by an admin.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Its channel is up right now.</summary>
    public bool IsConnected { get; init; }

    /// <summary>When it was last connected or disconnected.</summary>
    public DateTimeOffset? ConnectionChangedAt { get; init; }

    public string? ProfileName { get; init; }

    public string? ProfilePicUrl { get; init; }

    public string? ProfileBio { get; init; }

    public string? OwnerIdentifier { get; init; }

    public AccessMode AccessMode { get; init; }

    public string? AgentId { get; init; }

    public InstanceAgentType? AgentType { get; init; }

    public int AgentTimeoutMs { get; init; } = DefaultAgentTimeoutMs;

    public AgentSessionStrategy? AgentSessionStrategy { get; init; }

    public DateTimeOffset? LastMessageAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public int RowVersion { get; init; } = 1;

    /// <summary>The instance with its channel up; the same when it was up before. Refused while an admin has it off.</summary>
    public Instance Connect(DateTimeOffset now)
    {
        if (!IsActive)
            throw RuleException.InvalidState("The instance is not active: an admin has to enable it first.", "inactive");

        return IsConnected ? this : this with { IsConnected = true, ConnectionChangedAt = now, UpdatedAt = now };
    }

    /// <summary>The instance with its channel down; the same when it was down before.</summary>
    public Instance Disconnect(DateTimeOffset now) =>
        IsConnected ? this with { IsConnected = false, ConnectionChangedAt = now, UpdatedAt = now } : this;

    /// <summary>Turned off, it is disconnected too.</summary>
    public Instance Activate(bool isActive, DateTimeOffset now) =>
        isActive ? this with { IsActive = true } : Disconnect(now) with { IsActive = false };
}

/// <summary>Whom an instance lets write to it; kept for adapters.</summary>
public enum AccessMode
{
    Disabled,
    Blocklist,
    Allowlist,
}

/// <summary>What kind of agent answers at an instance.</summary>
public enum InstanceAgentType
{
    Agent,
    Team,
    Workflow,
}

/// <summary>Which messages at an instance share an agent's session.</summary>
public enum AgentSessionStrategy
{
    PerUser,
    PerChat,
    PerUserPerChat,
}
