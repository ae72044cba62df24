using System.Text.Json.Serialization;
using Hivemind.Application.Common;
using Hivemind.Domain.People;

namespace Hivemind.Application.People.Users;

/// <summary>Everything about a user but its password: for the user itself.</summary>
public sealed record UserProfile : IVersioned
{
    public required Guid Id { get; init; }
    public required string OrgId { get; init; }
    public required string Email { get; init; }
    public required string Name { get; init; }
    public required bool IsActive { get; init; }
    public required bool IsOnline { get; init; }
    public required int ImpactScore { get; init; }
    public required string[] Skills { get; init; }
    public required string? Role { get; init; }
    public required UserStatus Status { get; init; }
    public required UserRole OrgRole { get; init; }
    public required DateTimeOffset? LastSeenAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required int RowVersion { get; init; }
}

/// <summary>What others see of a user: never the e-mail address, except for the admins of its organisation.</summary>
public sealed record UserView : IVersioned
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string? Role { get; init; }
    public required IReadOnlyList<string> Skills { get; init; }
    public required UserStatus Status { get; init; }
    public required bool IsOnline { get; init; }
    public required DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>For admins only, else absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Email { get; init; }

    /// <summary>For admins only, else absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UserRole? OrgRole { get; init; }

    /// <summary>For admins only, else absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsActive { get; init; }

    [JsonIgnore]
    public int RowVersion { get; init; }

    public static UserView Of(UserProfile user, bool forAdmin) => new()
    {
        Id = user.Id,
        Name = user.Name,
        Role = user.Role,
        Skills = user.Skills,
        Status = user.Status,
        IsOnline = user.IsOnline,
        LastSeenAt = user.LastSeenAt,
        Email = forAdmin ? user.Email : null,
        OrgRole = forAdmin ? user.OrgRole : null,
        IsActive = forAdmin ? user.IsActive : null,
        RowVersion = user.RowVersion,
    };
}
