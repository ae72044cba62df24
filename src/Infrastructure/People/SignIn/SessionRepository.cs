using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.People.SignIn;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.People.SignIn;

internal sealed class SessionRepository(DbSession session, CallContext call, TimeProvider time) : ISessionRepository
{
    public async Task<string> Open(Account account, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var token = Secret.New(Secret.Session);
        await session.Execute(
            """
            insert into sessions (id, org_id, user_id, token_hash, created_at, last_used_at, expires_at, user_agent, ip)
            values (@Id, @OrgId, @UserId, @Hash, @now, @now, @expiresAt, @UserAgent, @Ip)
            """,
            new { Id = Guid.CreateVersion7(now), account.OrgId, UserId = account.Id, Hash = Secret.Hash(token), now, expiresAt, call.UserAgent, call.Ip },
            cancellationToken);

        return token;
    }

    public async Task<bool> Revoke(Guid userId, Guid sessionId, CancellationToken cancellationToken) =>
        await session.Execute(
            """
            update sessions
            set revoked_at = @Now
            where id = @sessionId and user_id = @userId and revoked_at is null and expires_at > @Now
            """, new { sessionId, userId, Now = time.Now() }, cancellationToken) == 1;

    public Task<int> RevokeAll(Guid userId, Guid? except, CancellationToken cancellationToken) =>
        session.Execute(
            """
            update sessions
            set revoked_at = @Now
            where user_id = @userId and revoked_at is null and id is distinct from @except
            """, new { userId, except, Now = time.Now() }, cancellationToken);
}
