using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Automations;
using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Domain.Traffic.Automations;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

/// <summary>An execution this process may do until its lease ends.</summary>
internal sealed record ClaimedExecution(Guid Id, Execution Execution, bool IsEnabled);

/// <summary>Hands out executions under leases: of each queue at most five at once over all processes, the more important and older first.</summary>
internal sealed class ExecutionClaims(NpgsqlDataSource database, TimeProvider time)
{
    public const int MaxActive = 5;

    /// <summary>Renewed while the execution goes on; what is not renewed another process takes over.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    public async Task<IReadOnlyList<ClaimedExecution>> Claim(int limit, CancellationToken cancellationToken)
    {
        var now = time.Now();

        // The lock makes the count of leases exact: the statement after it sees everything that earlier claims committed.
        // "queues" jumps through the index from queue to queue, so a long one costs the others nothing.
        var rows = await database.List<Row>(
            """
            do $lock$ begin perform pg_advisory_xact_lock(7201469014120013); end $lock$;

            with recursive queues as (
                (select org_id, queue from automation_executions order by org_id, queue limit 1)
                union all
                select next.org_id, next.queue
                from queues
                cross join lateral (
                    select e.org_id, e.queue
                    from automation_executions e
                    where (e.org_id, e.queue) > (queues.org_id, queues.queue)
                    order by e.org_id, e.queue
                    limit 1) next
            ), ready as (
                select q.org_id, q.queue, @MaxActive
                    - (select count(*) from automation_executions l where l.org_id = q.org_id and l.queue = q.queue and l.leased_until > @now) as free
                from queues q
            ), due as (
                select due.id
                from ready
                cross join lateral (
                    select e.id, e.priority
                    from automation_executions e
                    where e.org_id = ready.org_id and e.queue = ready.queue and (e.leased_until is null or e.leased_until <= @now)
                    order by e.priority desc, e.id
                    limit greatest(ready.free, 0)
                    for update skip locked) due
                order by due.priority desc, due.id
                limit @limit
            )
            update automation_executions e
            set claim = gen_random_uuid(), leased_until = @Until
            from due, automations a
            where e.id = due.id and a.id = e.automation_id
            returning e.id, e.claim, e.org_id, e.automation_id, a.actions, a.is_enabled, e.trigger, e.progress
            """, new { now, limit, MaxActive, Until = now + Lease }, cancellationToken);

        return [.. rows.Select(row => row.ToClaim())];
    }

    public Task Renew(IReadOnlyCollection<ClaimedExecution> claims, CancellationToken cancellationToken) => Set(claims, time.Now() + Lease, cancellationToken);

    /// <summary>Gives back what was not ended, so that another process need not wait for the lease.</summary>
    public Task Release(IReadOnlyCollection<ClaimedExecution> claims, CancellationToken cancellationToken) => Set(claims, null, cancellationToken);

    private Task<int> Set(IReadOnlyCollection<ClaimedExecution> claims, DateTimeOffset? until, CancellationToken cancellationToken) => database.Execute(
        """
        update automation_executions e
        set leased_until = @until::timestamptz
        from unnest(@Ids, @Claims) as one (id, claim)
        where e.id = one.id and e.claim = one.claim
        """,
        new
        {
            until,
            Ids = claims.Select(claim => claim.Id).ToArray(),
            Claims = claims.Select(claim => claim.Execution.Claim).ToArray(),
        }, cancellationToken);

    private sealed record Row(Guid Id, Guid Claim, string OrgId, Guid AutomationId, string Actions, bool IsEnabled, string Trigger, string Progress)
    {
        public ClaimedExecution ToClaim() => new(
            Id,
            new Execution(Id, Claim, OrgId, AutomationId, EngineJson.Read<IReadOnlyList<AutomationAction>>(Actions),
                EngineJson.Read<AutomationTrigger>(Trigger), EngineJson.Read<ActionProgress>(Progress)),
            IsEnabled);
    }
}
