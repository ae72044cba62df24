using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Domain.Common;
using Hivemind.Infrastructure.Database;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Hivemind.Infrastructure.People.SignIn;

/// <summary>Sign-in by session token: each use moves the end of the session, written at most once a minute.</summary>
internal sealed class SessionCredentials(NpgsqlDataSource database, IOptions<AuthOptions> options, TimeProvider time)
{
    public async Task<Principal?> Use(string token, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var row = await database.FindOne<Row>(
            """
            with found as (
                select sessions.id, sessions.org_id, sessions.user_id, sessions.expires_at, users.org_role,
                       organisations.settings ->> 'user_tier' as tier
                from sessions
                join users on users.id = sessions.user_id
                join organisations on organisations.id = sessions.org_id
                where sessions.token_hash = @Hash and sessions.revoked_at is null and sessions.expires_at > @now and users.is_active
            ), moved as (
                update sessions
                set last_used_at = @now, expires_at = @End
                from found
                where sessions.id = found.id and sessions.revoked_at is null and sessions.last_used_at <= @Minute
                returning sessions.expires_at
            )
            select id, org_id, user_id, org_role, coalesce(tier, 'pro') as tier, coalesce((select expires_at from moved), expires_at) as expires_at
            from found
            """, new { Hash = Secret.Hash(token), now, End = now + options.Value.SessionTime, Minute = now.AddMinutes(-1) }, cancellationToken);

        return row is null ? null : new Principal
        {
            OrgId = row.OrgId,
            UserId = row.UserId,
            Role = EnumText.Parse<OrgRole>(row.OrgRole),
            Tier = EnumText.Parse<Tier>(row.Tier),
            CredentialId = row.Id,
            ExpiresAt = row.ExpiresAt,
        };
    }

    private sealed record Row(Guid Id, string OrgId, Guid UserId, string OrgRole, string Tier, DateTimeOffset ExpiresAt);
}
