using Hivemind.Domain.Common;

namespace Hivemind.Domain.People;

/// <summary>Lets one person register in an organisation, once and for a time.</summary>
public sealed class Invitation(
    Guid id, string orgId, string? email, string? name, UserRole orgRole, DateTimeOffset createdAt, DateTimeOffset expiresAt,
    DateTimeOffset? acceptedAt = null, Guid? acceptedBy = null, DateTimeOffset? revokedAt = null)
{
    public Guid Id { get; } = id;
    public string OrgId { get; } = orgId;

    /// <summary>When set, only this address may use the invitation.</summary>
    public string? Email { get; } = email;

    public string? Name { get; } = name;
    public UserRole OrgRole { get; } = orgRole;
    public DateTimeOffset CreatedAt { get; } = createdAt;
    public DateTimeOffset ExpiresAt { get; } = expiresAt;
    public DateTimeOffset? AcceptedAt { get; private set; } = acceptedAt;
    public Guid? AcceptedBy { get; private set; } = acceptedBy;
    public DateTimeOffset? RevokedAt { get; private set; } = revokedAt;

    public void Accept(string email, Guid userId, DateTimeOffset now)
    {
        var isOpen = AcceptedAt is null && RevokedAt is null && ExpiresAt > now;
        if (!isOpen || (Email is not null && !string.Equals(Email, email, StringComparison.OrdinalIgnoreCase)))
            throw Closed();

        (AcceptedAt, AcceptedBy) = (now, userId);
    }

    public void Revoke(DateTimeOffset now)
    {
        if (AcceptedAt is not null)
            throw RuleException.InvalidState("The invitation was accepted already.", "accepted");

        RevokedAt ??= now;
    }

    /// <summary>One refusal for every cause, so that nobody learns which invitations exist.</summary>
    public static RuleException Closed() => new(ErrorCode.RegistrationClosed, "Registration needs a valid invitation.");
}
