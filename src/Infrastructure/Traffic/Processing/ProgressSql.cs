using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Processing;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Traffic.Processing;

/// <summary>Writes the progress of many events with few statements. Each answers with the events that were this worker's.</summary>
internal sealed class ProgressSql(DbSession session)
{
    public async Task StoreSteps(IReadOnlyList<EventProgress> steps, CancellationToken cancellationToken)
    {
        if (steps.Count == 0)
            return;

        var mine = await session.List<Guid>(
            """
            update event_work w
            set is_started = true
            from unnest(@Ids, @Claims) as step (id, claim)
            where w.event_id = step.id and w.claim = step.claim
            returning w.event_id
            """, Keys(steps), cancellationToken);
        await StoreResults(steps, mine.ToHashSet(), cancellationToken);
    }

    /// <summary>Events of which a handler is tried again later.</summary>
    public async Task<HashSet<Guid>> StoreWaiting(IReadOnlyList<EventProgress> waiting, CancellationToken cancellationToken)
    {
        if (waiting.Count == 0)
            return [];

        var mine = await session.List<Guid>(
            """
            with result as (
                select *
                from unnest(@Ids, @Claims, @Statuses, @Dues, @Stages, @Messages) as result (id, claim, status, due_at, stage, message)
            ), back as (
                update event_work w
                set due_at = result.due_at, claim = null, leased_until = null, is_started = true
                from result
                where w.event_id = result.id and w.claim = result.claim
                returning w.event_id
            )
            update events e
            set status = result.status, error_stage = coalesce(result.stage, e.error_stage), error_message = coalesce(result.message, e.error_message)
            from result
            join back on back.event_id = result.id
            where e.id = result.id and e.id = any(@Ids)
            returning e.id
            """,
            new
            {
                Keys(waiting).Ids,
                Keys(waiting).Claims,
                Statuses = waiting.Select(one => EnumText.Of(one.Status)).ToArray(),
                Dues = waiting.Select(one => one.DueAt).ToArray(),
                Stages = waiting.Select(one => one.LastGivenUp?.Handler).ToArray(),
                Messages = waiting.Select(one => one.LastGivenUp?.Error.Message).ToArray(),
            }, cancellationToken);

        var ids = mine.ToHashSet();
        await StoreResults(waiting, ids, cancellationToken);
        return ids;
    }

    /// <summary>Events that are completed or failed: their work goes away.</summary>
    public async Task<HashSet<Guid>> StoreDone(IReadOnlyList<EventProgress> done, CancellationToken cancellationToken)
    {
        if (done.Count == 0)
            return [];

        var mine = await session.List<Guid>(
            """
            with result as (
                select *
                from unnest(@Ids, @Claims, @Statuses, @Stages, @Messages, @Times, @ProcessingMs, @TotalMs)
                    as result (id, claim, status, stage, message, at, processing_ms, total_ms)
            ), finished as (
                delete from event_work w
                using result
                where w.event_id = result.id and w.claim = result.claim
                returning w.event_id, w.is_started
            ), cleared as (
                delete from event_handler_results
                where event_id in (select event_id from finished where is_started)
            )
            update events e
            set status = result.status, processed_at = result.at, processing_time_ms = result.processing_ms, total_latency_ms = result.total_ms,
                error_stage = case when result.status = 'failed' then coalesce(result.stage, e.error_stage) end,
                error_message = case when result.status = 'failed' then coalesce(result.message, e.error_message) end
            from result
            join finished on finished.event_id = result.id
            where e.id = result.id and e.id = any(@Ids)
            returning e.id
            """,
            new
            {
                Keys(done).Ids,
                Keys(done).Claims,
                Statuses = done.Select(one => EnumText.Of(one.Status)).ToArray(),
                Stages = done.Select(one => one.LastGivenUp?.Handler).ToArray(),
                Messages = done.Select(one => one.LastGivenUp?.Error.Message).ToArray(),
                Times = done.Select(one => one.At).ToArray(),
                ProcessingMs = done.Select(one => one.ProcessingMs).ToArray(),
                TotalMs = done.Select(one => one.TotalMs).ToArray(),
            }, cancellationToken);
        return [.. mine];
    }

    private async Task StoreResults(IReadOnlyList<EventProgress> progress, HashSet<Guid> mine, CancellationToken cancellationToken)
    {
        // Of two results of one handler the later one counts; a statement may touch a row only once.
        var results = progress.Where(one => mine.Contains(one.Id))
            .SelectMany(one => one.Results.Where(IsWorthStoring).Select(result => (one.Id, Result: result)))
            .GroupBy(pair => (pair.Id, pair.Result.Handler))
            .Select(group => group.Last())
            .OrderBy(pair => pair.Id).ThenBy(pair => pair.Result.Handler, StringComparer.Ordinal)
            .ToList();

        await session.Execute(
            """
            insert into event_handler_results (event_id, handler, status, attempts, next_at)
            select * from unnest(@Ids, @Handlers, @Statuses, @Attempts, @Nexts)
            on conflict (event_id, handler) do update
            set status = excluded.status, attempts = excluded.attempts, next_at = excluded.next_at
            """,
            new
            {
                Ids = results.Select(pair => pair.Id).ToArray(),
                Handlers = results.Select(pair => pair.Result.Handler).ToArray(),
                Statuses = results.Select(pair => EnumText.Of(pair.Result.Status)).ToArray(),
                Attempts = results.Select(pair => pair.Result.Attempts).ToArray(),
                Nexts = results.Select(pair => pair.Result.NextAt).ToArray(),
            }, cancellationToken);
    }

    private static bool IsWorthStoring(HandlerResult result) => result.IsDone || result.NextAt is not null;

    private static WorkKeys Keys(IReadOnlyList<EventProgress> progress) =>
        new([.. progress.Select(one => one.Id)], [.. progress.Select(one => one.Claimed.Claim)]);

    private sealed record WorkKeys(Guid[] Ids, Guid[] Claims);
}
