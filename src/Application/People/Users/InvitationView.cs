using Hivemind.Application.Common;
using Hivemind.Domain.People;

namespace Hivemind.Application.People.Users;

/// <summary>An invitation as its admins see it, without its token.</summary>
public sealed record InvitationView(
    Guid Id, string? Email, string? Name, UserRole OrgRole, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt,
    DateTimeOffset? AcceptedAt, Guid? AcceptedBy, DateTimeOffset? RevokedAt);

/// <summary>A new invitation with its token, which is shown only now.</summary>
public sealed record NewInvitationView(Guid Id, [property: ShownOnce] string? Token, string? Email, UserRole OrgRole, DateTimeOffset ExpiresAt);
