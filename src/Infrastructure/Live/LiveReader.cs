using System.Globalization;
using Hivemind.Application.Live;
using Hivemind.Domain.Live;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Live;

internal sealed class LiveReader(NpgsqlDataSource database, LiveTexts texts) : ILiveReader
{
    // Rows that one call looks at: bounds its time, however few of them a selection includes.
    private const int Window = 2000;

    public async Task<LogState> State(CancellationToken cancellationToken) => (await State("", Guid.Empty, cancellationToken)).Log;

    public async Task<(LogState Log, TaskMark? Task)> State(string orgId, Guid taskId, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<LogStateRow>(
            """
            with above as materialized (
                select id, topic, name, payload
                from stream_events
                where tx >= pg_snapshot_xmin(pg_current_snapshot())
                order by tx, id
            )
            select
                (select value from deployment_config where key = 'stream_epoch') as epoch,
                (select value from deployment_config where key = 'stream_trimmed') as trimmed,
                last.tx::text as last_tx,
                coalesce(last.id, 0) as last_id,
                array(select id from above) as known,
                task.status, task.result, coalesce(task.output_seq, 0) as output_seq,
                exists (
                    select
                    from above
                    where topic = 'task:' || task.id and name = 'task_status' and payload::json ->> 'status' = task.status
                ) as end_is_to_come
            from (values (1)) as one (row)
            left join lateral (
                select tx, id
                from stream_events
                where tx < pg_snapshot_xmin(pg_current_snapshot())
                order by tx desc, id desc
                limit 1
            ) last on true
            left join tasks task on task.id = @taskId and task.org_id = @orgId and task.deleted_at is null
            """, new { taskId, orgId }, cancellationToken) ?? throw new InvalidOperationException("The state of the log is one row.");

        var epoch = StreamEpochs.Parse(row.Epoch ?? await CreateEpoch(cancellationToken));
        var trimmed = TrimmedMark.Parse(epoch, row.Trimmed);
        var now = row.LastTx is null ? trimmed ?? Position.Start(epoch) : new(epoch, LogRow.Number(row.LastTx), row.LastId);
        return (new(now, trimmed, row.Known), row.Status is null ? null : new(row.Status, row.Result, row.OutputSeq, row.EndIsToCome));
    }

    public async Task<LogPage> Read(LiveSelection? selection, Position after, Position? until, int limit, CancellationToken cancellationToken)
    {
        var rows = await database.List<LogRow>(
            """
            with state as (
                select
                    pg_snapshot_xmin(pg_current_snapshot()) as horizon,
                    (select value from deployment_config where key = 'stream_epoch') as epoch,
                    (select tx from stream_events order by tx desc, id desc limit 1) as newest
            ), seen as materialized (
                select tx, id, org_id, is_public, topic, name, payload, created_at
                from stream_events
                where (tx, id) > (@AfterTx::xid8, @AfterId) and (tx, id) <= (@UntilTx::xid8, @UntilId) and tx < (select horizon from state)
                order by tx, id
                limit @Window
            ), last as (
                select tx, id
                from seen
                order by tx desc, id desc
                limit 1
            ), chosen as (
                select tx, id, org_id, is_public, topic, name, payload, created_at
                from seen
                where @OrgId::text is null
                    or ((is_public or org_id = @OrgId) and (topic = any(@Topics) or (@WithTasks and topic like 'task:%')))
                order by tx, id
                limit @limit
            )
            select
                state.epoch, last.tx::text as last_tx, last.id as last_id,
                (select count(*) from seen) as seen, coalesce(state.newest >= state.horizon, false) as is_unsettled,
                chosen.tx::text as tx, chosen.id, chosen.org_id, chosen.is_public, chosen.topic, chosen.name, chosen.payload, chosen.created_at
            from state
            left join last on true
            left join chosen on true
            order by chosen.tx, chosen.id
            """,
            new
            {
                AfterTx = Text(after.Tx),
                AfterId = after.Id,
                UntilTx = Text(until?.Tx ?? ulong.MaxValue),
                UntilId = until?.Id ?? long.MaxValue,
                selection?.OrgId,
                Topics = selection?.Topics ?? [],
                WithTasks = selection?.Has(Topic.Tasks) is true,
                Window = selection is null ? limit : Window,
                limit,
            }, cancellationToken);

        return await Page(rows, selection, after, limit, cancellationToken);
    }

    private async Task<LogPage> Page(
        IReadOnlyList<LogRow> rows, LiveSelection? selection, Position after, int limit, CancellationToken cancellationToken)
    {
        var state = rows[0];
        var epoch = StreamEpochs.Parse(state.Epoch);
        var chosen = rows.Where(row => row.Tx is not null).Select(row => row.ToEvent(epoch)).ToList();
        var isFull = chosen.Count == limit;
        var hasMore = isFull || state.Seen == Window;

        // Always the place of a row, never the horizon: numbers of transactions that left nothing are given out again after a crash.
        var end = isFull ? chosen[^1].Position
            : state.LastTx is not null ? new Position(epoch, LogRow.Number(state.LastTx), state.LastId)
            : after with { Epoch = epoch };

        if (selection is null)
            return new(chosen, end, hasMore, state.IsUnsettled);

        await texts.Complete([.. chosen.Where(row => row.LacksText && selection.Includes(row))], cancellationToken);
        return new([.. chosen.Where(selection.Includes)], end, hasMore, state.IsUnsettled);
    }

    private async Task<string> CreateEpoch(CancellationToken cancellationToken)
    {
        await database.Execute(
            "insert into deployment_config (key, value) values ('stream_epoch', @Epoch) on conflict (key) do nothing",
            new { Epoch = StreamEpochs.New() }, cancellationToken);

        return await database.FindOne<string>("select value from deployment_config where key = 'stream_epoch'", null, cancellationToken)
            ?? throw new InvalidOperationException("The epoch of the log is gone.");
    }

    private static string Text(ulong tx) => tx.ToString(CultureInfo.InvariantCulture);
}
