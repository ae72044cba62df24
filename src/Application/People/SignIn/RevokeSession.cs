using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.People.SignIn;

/// <summary>A user ends one of its own sessions.</summary>
[Access(Audience.User, Scope.PeopleWrite)]
public sealed record RevokeSession(Guid Id) : ICommand<Guid>;

internal sealed class RevokeSessionHandler(ISessionRepository sessions, AccessNews access, IAuditLog audit, CallContext call) : IRequestHandler<RevokeSession, Guid>
{
    public async Task<Guid> Handle(RevokeSession command, CancellationToken cancellationToken)
    {
        if (!await sessions.Revoke(call.Caller.UserId.GetValueOrDefault(), command.Id, cancellationToken))
            throw new NotFoundException("session");

        await access.Ended(call.OrgId, call.Caller.ActorId, cancellationToken);
        await audit.Write("session.revoked", "session", command.Id.ToString(), null, cancellationToken);
        return command.Id;
    }
}
