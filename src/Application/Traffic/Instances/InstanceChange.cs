using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Instances;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>The members to change. Null clears what may be null; elsewhere it changes nothing.</summary>
[CamelCase]
public sealed record InstanceChange
{
    private readonly HashSet<string> _given = [];

    public string? Name { get; init; }

    public bool? IsDefault { get; init; }

    public bool? IsActive { get; init; }

    public AccessMode? AccessMode { get; init; }

    public int? AgentTimeoutMs { get; init; }

    public string? ProfileName { get; init => field = Given(value, nameof(ProfileName)); }

    public string? ProfilePicUrl { get; init => field = Given(value, nameof(ProfilePicUrl)); }

    public string? ProfileBio { get; init => field = Given(value, nameof(ProfileBio)); }

    public string? OwnerIdentifier { get; init => field = Given(value, nameof(OwnerIdentifier)); }

    public string? AgentId { get; init => field = Given(value, nameof(AgentId)); }

    public InstanceAgentType? AgentType { get; init => field = Given(value, nameof(AgentType)); }

    public AgentSessionStrategy? AgentSessionStrategy { get; init => field = Given(value, nameof(AgentSessionStrategy)); }

    internal Instance Apply(Instance stored, DateTimeOffset now)
    {
        var changed = stored with
        {
            Name = Name ?? stored.Name,
            IsDefault = IsDefault ?? stored.IsDefault,
            ProfileName = Or(nameof(ProfileName), ProfileName, stored.ProfileName),
            ProfilePicUrl = Or(nameof(ProfilePicUrl), ProfilePicUrl, stored.ProfilePicUrl),
            ProfileBio = Or(nameof(ProfileBio), ProfileBio, stored.ProfileBio),
            OwnerIdentifier = Or(nameof(OwnerIdentifier), OwnerIdentifier, stored.OwnerIdentifier),
            AccessMode = AccessMode ?? stored.AccessMode,
            AgentId = Or(nameof(AgentId), AgentId, stored.AgentId),
            AgentType = Or(nameof(AgentType), AgentType, stored.AgentType),
            AgentTimeoutMs = AgentTimeoutMs ?? stored.AgentTimeoutMs,
            AgentSessionStrategy = Or(nameof(AgentSessionStrategy), AgentSessionStrategy, stored.AgentSessionStrategy),
            UpdatedAt = now,
        };
        return IsActive is { } isActive ? changed.Activate(isActive, now) : changed;
    }

    private T Given<T>(T value, string member)
    {
        _given.Add(member);
        return value;
    }

    private T Or<T>(string member, T given, T stored) => _given.Contains(member) ? given : stored;
}
