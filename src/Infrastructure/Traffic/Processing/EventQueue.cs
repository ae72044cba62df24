using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Processing;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Processing;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Traffic.Events;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Processing;

/// <summary>An event this process works on until its lease ends, with what its handlers came to before.</summary>
/// <param name="claimedAt">When it was first claimed.</param>
internal sealed class ClaimedEvent(EventInHand e, Guid claim, DateTimeOffset claimedAt, IReadOnlyList<HandlerResult> stored)
{
    public EventInHand Event { get; } = e;

    public Guid Claim { get; } = claim;

    public DateTimeOffset ClaimedAt { get; } = claimedAt;

    public IReadOnlyList<HandlerResult> Stored { get; } = stored;

    /// <summary>How far its handlers are.</summary>
    public EventProcess Process { get; set; } = new([], stored);
}

/// <summary>Hands out events that are due, under leases.</summary>
internal sealed class EventQueue(NpgsqlDataSource database, TimeProvider time)
{
    private static readonly TimeSpan Lease = EventWorker.Lease;

    public async Task<IReadOnlyList<ClaimedEvent>> Claim(int limit, Guid[] inHand, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var claim = Guid.CreateVersion7(now);
        var rows = await database.List<Row>(
            $"""
            with due as (
                select event_id
                from event_work
                where due_at <= @now and (leased_until is null or leased_until <= @now) and event_id <> all(@inHand)
                order by due_at, event_id
                limit @limit
                for update skip locked
            ), mine as (
                update event_work w
                set claim = @claim, leased_until = @Until, claimed_at = coalesce(w.claimed_at, @now)
                from due
                where w.event_id = due.event_id
                returning w.event_id, w.claimed_at, w.is_started
            )
            select mine.claimed_at, mine.is_started, {EventRow.Columns}
            from mine
            join events e on e.id = mine.event_id
            """, new { now, claim, limit, inHand, Until = now + Lease }, cancellationToken);

        var started = rows.Where(row => row.IsStarted).Select(row => row.Id).ToArray();
        var stored = await Results(started, cancellationToken);
        return [.. rows.Select(row => new ClaimedEvent(new EventInHand(row.ToEvent()), claim, row.ClaimedAt, [.. stored[row.Id]]))];
    }

    /// <summary>Keeps what takes long from being given to another worker.</summary>
    public Task Renew(IReadOnlyCollection<ClaimedEvent> events, CancellationToken cancellationToken) =>
        Lend(events, time.Now() + Lease, cancellationToken);

    /// <summary>Gives back what was not begun, so that another worker need not wait for the lease to end.</summary>
    public Task Release(IReadOnlyCollection<ClaimedEvent> events, CancellationToken cancellationToken) => Lend(events, null, cancellationToken);

    /// <summary>Shows that handlers are at work.</summary>
    public Task MarkProcessing(IReadOnlyCollection<ClaimedEvent> events, CancellationToken cancellationToken) => database.Execute(
        "update events set status = 'processing' where id = any(@Ids) and status = 'received'",
        new { Ids = events.Select(one => one.Event.Id).ToArray() }, cancellationToken);

    /// <summary>Forgets work whose event is gone; returns how much there was.</summary>
    public Task<int> Forget(CancellationToken cancellationToken) => database.Execute(
        """
        delete from event_work w
        where w.leased_until < @Past and not exists (select from events e where e.id = w.event_id)
        """, new { Past = time.Now() }, cancellationToken);

    private Task<int> Lend(IReadOnlyCollection<ClaimedEvent> events, DateTimeOffset? until, CancellationToken cancellationToken) => database.Execute(
        """
        update event_work w
        set leased_until = @until
        from unnest(@Ids, @Claims) as mine (id, claim)
        where w.event_id = mine.id and w.claim = mine.claim
        """,
        new { until, Ids = events.Select(one => one.Event.Id).ToArray(), Claims = events.Select(one => one.Claim).ToArray() }, cancellationToken);

    private async Task<ILookup<Guid, HandlerResult>> Results(Guid[] ids, CancellationToken cancellationToken)
    {
        var rows = ids.Length == 0 ? [] : await database.List<ResultRow>(
            "select event_id, handler, status, attempts, next_at from event_handler_results where event_id = any(@ids)", new { ids }, cancellationToken);
        return rows.ToLookup(row => row.EventId, row => new HandlerResult(row.Handler, EnumText.Parse<HandlerStatus>(row.Status), row.Attempts, row.NextAt));
    }

    private sealed record ResultRow(Guid EventId, string Handler, string Status, int Attempts, DateTimeOffset? NextAt);

    private sealed record Row : EventRow
    {
        public DateTimeOffset ClaimedAt { get; init; }
        public bool IsStarted { get; init; }
    }
}
