using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Domain.Common;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.People.SignIn;

/// <summary>Sign-in by API key: one statement checks the key, counts its use and restarts its billing period when that is over.</summary>
internal sealed class ApiKeyCredentials(NpgsqlDataSource database, TimeProvider time)
{
    public async Task<Principal?> Use(string key, CancellationToken cancellationToken)
    {
        // A count may be lost in a crash, so its commit does not wait for the disk: every request pays for this statement.
        var row = await database.FindOne<Row>(
            """
            with quick as (
                select set_config('synchronous_commit', 'off', true)
            ), used as (
                update api_keys
                set last_used_at = @now,
                    request_count = case when @now - billing_period_start >= make_interval(days => billing_period_reset_days)
                        then 1 else request_count + 1 end,
                    billing_period_start = case when @now - billing_period_start >= make_interval(days => billing_period_reset_days)
                        then @now else billing_period_start end
                from quick
                where key_hash = @Hash and is_active and (expires_at is null or expires_at > @now)
                returning id, org_id, agent_id, tier, scopes, rate_limit_per_minute, expires_at
            )
            select used.id, used.org_id, used.agent_id, used.tier, used.scopes, used.rate_limit_per_minute, used.expires_at,
                   coalesce(agent_roles.role, 'contributor') as role
            from used
            left join agent_roles on agent_roles.org_id = used.org_id and agent_roles.agent_id = used.agent_id
            """, new { Hash = Secret.Hash(key), now = time.Now() }, cancellationToken);

        return row is null ? null : new Principal
        {
            OrgId = row.OrgId,
            AgentId = row.AgentId,
            Role = EnumText.Parse<OrgRole>(row.Role),
            Tier = EnumText.Parse<Tier>(row.Tier),
            Scopes = row.Scopes,
            CredentialId = row.Id,
            RateLimitPerMinute = row.RateLimitPerMinute,
            ExpiresAt = row.ExpiresAt,
        };
    }

    private sealed record Row
    {
        public required Guid Id { get; init; }
        public required string OrgId { get; init; }
        public required string AgentId { get; init; }
        public required string Tier { get; init; }
        public string[]? Scopes { get; init; }
        public int? RateLimitPerMinute { get; init; }
        public DateTimeOffset? ExpiresAt { get; init; }
        public required string Role { get; init; }
    }
}
