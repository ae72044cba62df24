using Hivemind.Application.Common;
using Hivemind.Domain.Webhooks;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Webhooks;

/// <summary>A delivery this process may send until its lease ends, with what sending needs.</summary>
internal sealed record ClaimedDelivery(
    WebhookDelivery Delivery, DateTimeOffset LeasedUntil, string Url, byte[] Secret, byte[]? PreviousSecret, DateTimeOffset? PreviousSecretUntil);

/// <summary>Hands out what is due, under leases, within what each endpoint bears over all processes.</summary>
internal sealed class DeliveryQueue(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Longer than an attempt and the storing of its result; what is not stored by then another worker sends again.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<ClaimedDelivery>> Claim(int limit, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var lease = now + Lease;

        // The lock makes the count of leases exact: the statement after it sees everything that earlier claims committed.
        // "waiting" jumps through the index from endpoint to endpoint, so a long backlog of one costs the others nothing.
        var rows = await database.List<Row>(
            $"""
            do $lock$ begin perform pg_advisory_xact_lock(7201469014120004); end $lock$;

            with recursive waiting as (
                (select endpoint_id from webhook_deliveries where status = 'pending' order by endpoint_id limit 1)
                union all
                select (
                    select endpoint_id
                    from webhook_deliveries
                    where status = 'pending' and endpoint_id > waiting.endpoint_id
                    order by endpoint_id
                    limit 1)
                from waiting
                where waiting.endpoint_id is not null
            ), ready as (
                select e.id, case when e.circuit_open_until is null then e.max_concurrency else 1 end
                    - (select count(*) from webhook_deliveries l where l.endpoint_id = e.id and l.leased_until > @now) as free
                from waiting
                join webhook_endpoints e on e.id = waiting.endpoint_id
                where e.is_active and (e.circuit_open_until is null or e.circuit_open_until <= @now)
            ), due as (
                select due.id
                from ready
                cross join lateral (
                    select id, next_attempt_at
                    from webhook_deliveries
                    where endpoint_id = ready.id and status = 'pending' and next_attempt_at <= @now
                      and (leased_until is null or leased_until <= @now)
                    order by next_attempt_at, id
                    limit greatest(ready.free, 0)
                    for update skip locked) due
                order by due.next_attempt_at, due.id
                limit @limit
            )
            update webhook_deliveries d
            set leased_until = @lease
            from due, webhook_endpoints e
            where d.id = due.id and e.id = d.endpoint_id
            returning {DeliveryRow.Columns}, e.url, e.secret, e.previous_secret, e.previous_secret_until
            """, new { now, lease, limit }, cancellationToken);

        return [.. rows.Select(row => row.ToClaim(lease))];
    }

    /// <summary>Gives back what was not sent, so that another worker need not wait for the lease to end.</summary>
    public Task Release(IReadOnlyCollection<ClaimedDelivery> claims, CancellationToken cancellationToken) => database.Execute(
        """
        update webhook_deliveries d
        set leased_until = null
        from unnest(@Ids, @Leases) as claim (id, leased_until)
        where d.id = claim.id and d.leased_until = claim.leased_until
        """,
        new
        {
            Ids = claims.Select(claim => claim.Delivery.Id).ToArray(),
            Leases = claims.Select(claim => claim.LeasedUntil).ToArray(),
        }, cancellationToken);

    private sealed record Row(
        Guid Id, Guid EndpointId, string Event, string Payload, string Status, int Attempts, int AttemptsBefore, int? ResponseCode,
        string? Error, DateTimeOffset? NextAttemptAt, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? CompletedAt,
        string Url, byte[] Secret, byte[]? PreviousSecret, DateTimeOffset? PreviousSecretUntil)
    {
        public ClaimedDelivery ToClaim(DateTimeOffset lease)
        {
            var row = new DeliveryRow(Id, EndpointId, Event, Payload, Status, Attempts, AttemptsBefore, ResponseCode,
                Error, NextAttemptAt, CreatedAt, UpdatedAt, CompletedAt);
            return new ClaimedDelivery(row.ToDelivery(), lease, Url, Secret, PreviousSecret, PreviousSecretUntil);
        }
    }
}
