using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.People.SignIn;

/// <summary>Ends the session that the caller is signed in with.</summary>
[Access(Audience.User)]
public sealed record LogOut : ICommand<Guid>;

internal sealed class LogOutHandler(ISessionRepository sessions, AccessNews access, IAuditLog audit, CallContext call) : IRequestHandler<LogOut, Guid>
{
    public async Task<Guid> Handle(LogOut command, CancellationToken cancellationToken)
    {
        var (userId, sessionId) = (call.Caller.UserId.GetValueOrDefault(), call.Caller.CredentialId.GetValueOrDefault());
        if (await sessions.Revoke(userId, sessionId, cancellationToken))
        {
            await access.Ended(call.OrgId, call.Caller.ActorId, cancellationToken);
            await audit.Write("session.revoked", "session", sessionId.ToString(), null, cancellationToken);
        }

        return sessionId;
    }
}
