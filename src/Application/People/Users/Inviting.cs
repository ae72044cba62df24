using Hivemind.Application.Common;
using Hivemind.Domain.People;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.People.Users;

/// <summary>Makes an invitation: for an admin, and for the owner of a new deployment.</summary>
public sealed class Inviting(IInvitationRepository invitations, IAuditLog audit, CallContext call, IOptions<AuthOptions> options, TimeProvider time)
{
    public async Task<NewInvitationView> Invite(string orgId, string? email, string? name, UserRole role, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var token = Secret.New(Secret.Invitation);
        var invitation = new Invitation(Guid.CreateVersion7(now), orgId, email, name, role, now, now.AddDays(options.Value.InvitationDays));

        await invitations.Add(invitation, Secret.Hash(token), call.Caller.ActorId, cancellationToken);
        await audit.Write("invitation.created", "invitation", invitation.Id.ToString(), new { OrgRole = role }, cancellationToken, orgId);
        return new NewInvitationView(invitation.Id, token, email, role, invitation.ExpiresAt);
    }
}
