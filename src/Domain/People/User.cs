using Hivemind.Domain.Common;

namespace Hivemind.Domain.People;

/// <summary>What a user is in its organisation.</summary>
public enum UserRole
{
    Owner,
    Admin,
    Member,
}

/// <summary>What a user says about its own time.</summary>
public enum UserStatus
{
    Available,
    Busy,
}

/// <summary>A person's login, member of exactly one organisation. The organisation always keeps an active owner and an admin.</summary>
public sealed class User(
    Guid id, string orgId, string email, string name, bool isActive, UserRole orgRole, string? role, IReadOnlyList<string> skills, UserStatus status)
{
    public const int MinPasswordLength = 8;
    public const int MaxPasswordLength = 256;
    public const int MaxNameLength = 255;
    public const int MaxEmailLength = 254;
    public const int MaxSkills = 50;
    public const int MaxSkillLength = 100;

    public Guid Id { get; } = id;
    public string OrgId { get; } = orgId;
    public string Email { get; } = email;
    public string Name { get; private set; } = name;
    public bool IsActive { get; private set; } = isActive;
    public UserRole OrgRole { get; private set; } = orgRole;

    /// <summary>The job, in words; no permission.</summary>
    public string? Role { get; private set; } = role;

    public IReadOnlyList<string> Skills { get; private set; } = skills;
    public UserStatus Status { get; private set; } = status;

    private bool IsActiveOwner => IsActive && OrgRole is UserRole.Owner;

    private bool IsActiveAdmin => IsActive && OrgRole is not UserRole.Member;

    public static User Register(string orgId, string email, string name, UserRole orgRole, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), orgId, email, name, isActive: true, orgRole, role: null, skills: [], UserStatus.Available);

    /// <summary>What users say about themselves.</summary>
    public void Describe(string name, string? role, IReadOnlyList<string> skills, UserStatus status)
    {
        (Name, Role, Skills, Status) = (name, role, skills, status);
    }

    /// <summary>What admins correct in a profile.</summary>
    public void Rename(string name, string? role) => (Name, Role) = (name, role);

    /// <summary>Changes what the user may do. Owners are made, unmade and deactivated by owners only, and never the last one.</summary>
    public void Change(UserRole orgRole, bool isActive, bool byOwner, OtherAdmins others)
    {
        if (orgRole == OrgRole && isActive == IsActive)
            return;

        if (!byOwner && (OrgRole is UserRole.Owner || orgRole is UserRole.Owner))
            throw RuleException.Forbidden("Only an owner may grant or take away ownership.");

        var (wasOwner, wasAdmin) = (IsActiveOwner, IsActiveAdmin);
        (OrgRole, IsActive) = (orgRole, isActive);

        if (wasOwner && !IsActiveOwner && others.Owners == 0)
            throw new RuleException(ErrorCode.Conflict, "An organisation keeps one active owner.");

        if (wasAdmin && !IsActiveAdmin && others.Admins == 0)
            throw new RuleException(ErrorCode.Conflict, "An organisation keeps one admin.");
    }
}

/// <summary>Who else could run the organisation: active owners, and admins of any kind (owners and agents among them).</summary>
public sealed record OtherAdmins(int Owners, int Admins);
