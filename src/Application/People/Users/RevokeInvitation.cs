using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.People.Users;

/// <summary>An admin takes an invitation back, as long as nobody has used it.</summary>
[Access(Audience.Admin, Scope.PeopleWrite)]
public sealed record RevokeInvitation(Guid Id) : ICommand<Guid>;

internal sealed class RevokeInvitationHandler(IInvitationRepository invitations, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<RevokeInvitation, Guid>
{
    public async Task<Guid> Handle(RevokeInvitation command, CancellationToken cancellationToken)
    {
        var invitation = await invitations.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("invitation");
        invitation.Revoke(time.Now());
        await invitations.Save(invitation, cancellationToken);
        await audit.Write("invitation.revoked", "invitation", command.Id.ToString(), null, cancellationToken);
        return command.Id;
    }
}
