using System.Text.Json;
using System.Text.Json.Nodes;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Common;

internal sealed class IdempotencyStore(NpgsqlDataSource database, DbSession session, TimeProvider time) : IIdempotencyStore
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly TimeSpan ClaimHeld = TimeSpan.FromSeconds(60);

    public async Task<StoredAnswer<TResponse>> Begin<TResponse>(IdempotencyClaim claim, CancellationToken cancellationToken)
    {
        var now = time.Now();

        // Inserts the claim, or takes over one that is stale: past its day, or left by a process that died.
        var won = await database.Execute(
            """
            insert into idempotency_records as r (principal, method, path, key, body_hash, claimed_at)
            values (@Principal, @Method, @Path, @Key, @BodyHash, @now)
            on conflict (principal, method, path, key) do update
            set body_hash = excluded.body_hash, claimed_at = excluded.claimed_at, completed_at = null, answer = null, refusal = null
            where r.claimed_at < @Expired or (r.completed_at is null and r.claimed_at < @Stale)
            """,
            new { claim.Principal, claim.Method, claim.Path, claim.Key, claim.BodyHash, now, Expired = now - Kept, Stale = now - ClaimHeld },
            cancellationToken);

        if (won == 1)
            return StoredAnswer<TResponse>.None;

        var row = await database.FindOne<Row>(
            """
            select body_hash, completed_at is not null as completed, answer::text, refusal::text
            from idempotency_records
            where principal = @Principal and method = @Method and path = @Path and key = @Key
            """, claim, cancellationToken);

        if (row is null || (!row.Completed && row.BodyHash == claim.BodyHash))
            throw new HivemindException(ErrorCode.IdempotencyInProgress, "The first request with this Idempotency-Key is still running.",
                new Dictionary<string, object?> { ["retry_after"] = 1 });

        if (row.BodyHash != claim.BodyHash)
            throw new HivemindException(ErrorCode.IdempotencyMismatch, "This Idempotency-Key was used with another body.");

        return row.Refusal is not null
            ? new(true, default, StoredRefusal.Read(row.Refusal))
            : new(true, JsonSerializer.Deserialize<TResponse>(row.Answer!, WireJson.Options), null);
    }

    public async Task Complete<TResponse>(IdempotencyClaim claim, TResponse response, CancellationToken cancellationToken)
    {
        var done = await session.Execute(CompleteSql,
            new { claim.Principal, claim.Method, claim.Path, claim.Key, claim.BodyHash, Answer = WithoutSecrets(response), Refusal = (string?)null, Now = time.Now() },
            cancellationToken);

        // Another request took the claim over after 60 s: exactly one of the two may commit.
        if (done == 0)
            throw new HivemindException(ErrorCode.IdempotencyInProgress, "Another request with this Idempotency-Key took over.",
                new Dictionary<string, object?> { ["retry_after"] = 1 });
    }

    public Task Refuse(IdempotencyClaim claim, HivemindException refusal, CancellationToken cancellationToken) =>
        database.Execute(CompleteSql,
            new { claim.Principal, claim.Method, claim.Path, claim.Key, claim.BodyHash, Answer = (string?)null, Refusal = StoredRefusal.Write(refusal), Now = time.Now() },
            cancellationToken);

    public Task Release(IdempotencyClaim claim) =>
        database.Execute(
            """
            delete from idempotency_records
            where principal = @Principal and method = @Method and path = @Path and key = @Key and body_hash = @BodyHash and completed_at is null
            """, claim, CancellationToken.None);

    private const string CompleteSql =
        """
        update idempotency_records
        set completed_at = @Now, answer = @Answer::jsonb, refusal = @Refusal::jsonb
        where principal = @Principal and method = @Method and path = @Path and key = @Key and body_hash = @BodyHash and completed_at is null
        """;

    private static string WithoutSecrets<TResponse>(TResponse response)
    {
        var node = JsonSerializer.SerializeToNode(response, WireJson.Options);
        if (node is JsonObject json)
        {
            var secrets = WireJson.Options.GetTypeInfo(typeof(TResponse)).Properties
                .Where(property => property.AttributeProvider?.IsDefined(typeof(ShownOnceAttribute), inherit: true) == true);

            foreach (var property in secrets)
                json[property.Name] = null;
        }

        return node?.ToJsonString(WireJson.Options) ?? "null";
    }

    private sealed record Row(string BodyHash, bool Completed, string? Answer, string? Refusal);
}
