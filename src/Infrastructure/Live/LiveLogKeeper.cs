using Hivemind.Application.Live;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Live;

internal sealed class LiveLogKeeper(DbSession session, Doorbell doorbell) : ILiveLogKeeper
{
    private const int Step = 5000;

    public async Task<bool> Trim(DateTimeOffset before, CancellationToken cancellationToken)
    {
        // A prefix in reading order, up to the first row that is kept: so one position says what is gone.
        var last = await session.FindOne<Row>(
            """
            with oldest as (
                select tx, id, created_at
                from stream_events
                order by tx, id
                limit @Step
            ), kept as (
                select tx, id
                from oldest
                where created_at >= @before
                order by tx, id
                limit 1
            )
            select tx::text, id, (select count(*) from oldest) = @Step and not exists (select from kept) as has_more
            from oldest
            where not exists (select from kept) or (tx, id) < (select tx, id from kept)
            order by oldest.tx desc, id desc
            limit 1
            """, new { before, Step }, cancellationToken);

        if (last is null)
            return false;

        await session.Execute(
            """
            delete from stream_events
            where (tx, id) <= (@Tx::xid8, @Id)
            """, last, cancellationToken);
        await Keep("stream_trimmed", TrimmedMark.Text(last.Tx, last.Id), cancellationToken);
        return last.HasMore;
    }

    public async Task<string> Reset(CancellationToken cancellationToken)
    {
        var epoch = StreamEpochs.New();
        await Keep("stream_epoch", epoch, cancellationToken);
        await session.Execute("delete from deployment_config where key = 'stream_trimmed'", null, cancellationToken);

        // Rows of the old count could lie above today's horizon and never be read: they become rows of this transaction, in the order of their ids.
        await session.Execute("update stream_events set tx = pg_current_xact_id()", null, cancellationToken);
        session.AfterCommit(doorbell.Ring);
        return epoch;
    }

    private Task<int> Keep(string key, string value, CancellationToken cancellationToken) =>
        session.Execute(
            """
            insert into deployment_config (key, value)
            values (@key, @value)
            on conflict (key) do update set value = excluded.value, updated_at = now()
            """, new { key, value }, cancellationToken);

    private sealed record Row(string Tx, long Id, bool HasMore);
}
