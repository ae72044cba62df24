namespace Hivemind.Infrastructure.People.Keys;

/// <summary>The columns of a key as it is shown; needs the parameter Now.</summary>
internal static class ApiKeySql
{
    public const string Status =
        "case when not is_active then 'revoked' when expires_at <= @Now then 'expired' else 'active' end";

    public const string Columns =
        $"""
        id, agent_id, name, key_prefix, tier, scopes, rate_limit_per_minute, request_count, billing_period_start, billing_period_reset_days,
        {Status} as status, created_by, created_at, last_used_at, expires_at, revoked_at, revoke_reason, row_version
        """;
}
