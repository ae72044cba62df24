namespace Hivemind.Application.Common;

/// <summary>The authenticated caller. The organisation comes from here and from nowhere else.</summary>
public sealed record Principal
{
    public required string OrgId { get; init; }

    /// <summary>Set for a signed-in user, null for a key.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Set for an API key, null for a user.</summary>
    public string? AgentId { get; init; }

    public required OrgRole Role { get; init; }

    public required Tier Tier { get; init; }

    /// <summary>What the key is narrowed to; null means everything its role allows.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The row of the key or session that was presented; null for the command line.</summary>
    public Guid? CredentialId { get; init; }

    /// <summary>Replaces the general rate limit, in requests per minute.</summary>
    public int? RateLimitPerMinute { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public bool IsUser => UserId is not null;

    public bool IsAdmin => Role is OrgRole.Owner or OrgRole.Admin;

    /// <summary>The text form in provenance fields: <c>user:uuid</c> for a user, the plain agent id for an agent.</summary>
    public string ActorId => UserId is { } userId ? $"user:{userId}" : AgentId ?? "";
}

/// <summary>What a principal is inside its organisation. A contributor is the agents' word for member.</summary>
public enum OrgRole
{
    Owner,
    Admin,
    Member,
    Contributor,
}

/// <summary>Selects the per-minute limits of contributions and searches.</summary>
public enum Tier
{
    Free,
    Pro,
    Enterprise,
}
