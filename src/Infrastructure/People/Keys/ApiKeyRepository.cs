using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.People.Keys;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.People.Keys;

internal sealed class ApiKeyRepository(DbSession session, CallContext call, TimeProvider time) : IApiKeyRepository
{
    public async Task<NewApiKeyView> Add(string orgId, string key, NewApiKey values, string createdBy, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var made = await session.FindOne<NewApiKeyView>(
            $"""
            insert into api_keys (id, org_id, agent_id, name, key_prefix, key_hash, tier, scopes, rate_limit_per_minute,
                billing_period_start, billing_period_reset_days, created_by, created_at, expires_at)
            values (@Id, @orgId, @AgentId, @Name, @Prefix, @Hash, @Tier, @Scopes, @RateLimitPerMinute,
                @Now, @BillingPeriodResetDays, @createdBy, @Now, @ExpiresAt)
            returning {ApiKeySql.Columns}, @key as key
            """,
            new
            {
                Id = Guid.CreateVersion7(now),
                orgId,
                values.AgentId,
                values.Name,
                Prefix = key[..8],
                Hash = Secret.Hash(key),
                Tier = EnumText.Of(values.Tier),
                Scopes = values.Scopes?.ToArray(),
                values.RateLimitPerMinute,
                values.BillingPeriodResetDays,
                values.ExpiresAt,
                createdBy,
                Now = now,
                key,
            }, cancellationToken);

        return made ?? throw new InvalidOperationException("The new key did not come back.");
    }

    public Task<bool> AnyExists(string orgId, CancellationToken cancellationToken) =>
        session.FindOne<bool>("select exists (select from api_keys where org_id = @orgId)", new { orgId }, cancellationToken);

    public async Task<ApiKey> Get(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<Row>(
            """
            select id, agent_id, revoked_at, revoke_reason, row_version
            from api_keys
            where id = @id and org_id = @orgId
            for no key update
            """, new { id, orgId }, cancellationToken) ?? throw new NotFoundException("API key");

        call.CheckVersion(row.RowVersion);
        return new ApiKey(row.Id, row.AgentId, row.RevokedAt, row.RevokeReason);
    }

    public async Task<ApiKeyView> Change(Guid id, ApiKeyChanges changes, CancellationToken cancellationToken) =>
        await session.FindOne<ApiKeyView>(
            $"""
            update api_keys
            set name = coalesce(@Name, name),
                tier = coalesce(@Tier, tier),
                scopes = case when @SetsScopes then @Scopes::text[] else scopes end,
                rate_limit_per_minute = case when @SetsRateLimit then @RateLimitPerMinute::int else rate_limit_per_minute end,
                expires_at = case when @SetsExpiry then @ExpiresAt::timestamptz else expires_at end,
                row_version = row_version + 1
            where id = @id
            returning {ApiKeySql.Columns}
            """,
            new
            {
                id,
                changes.Name,
                Tier = changes.Tier is { } tier ? EnumText.Of(tier) : null,
                changes.SetsScopes,
                Scopes = changes.Scopes?.ToArray(),
                changes.SetsRateLimit,
                changes.RateLimitPerMinute,
                changes.SetsExpiry,
                changes.ExpiresAt,
                Now = time.Now(),
            }, cancellationToken) ?? throw new NotFoundException("API key");

    public async Task<ApiKeyView> Save(ApiKey key, CancellationToken cancellationToken) =>
        await session.FindOne<ApiKeyView>(
            $"""
            update api_keys
            set is_active = @RevokedAt::timestamptz is null, revoked_at = @RevokedAt, revoke_reason = @RevokeReason, row_version = row_version + 1
            where id = @Id
            returning {ApiKeySql.Columns}
            """, new { key.Id, key.RevokedAt, key.RevokeReason, Now = time.Now() }, cancellationToken) ?? throw new NotFoundException("API key");

    private sealed record Row(Guid Id, string AgentId, DateTimeOffset? RevokedAt, string? RevokeReason, int RowVersion);
}
