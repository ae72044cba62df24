using Hivemind.Application.Traffic.Events;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Traffic.Events;

internal sealed class EventStorage(DbSession session) : IEventStorage
{
    private const int Batch = 5000;

    // Making and dropping lock the table for a moment: better to try again later than to hold everybody up behind a long query.
    private const string Impatient = "set local lock_timeout = '2s'";

    public async Task<bool> Prepare(DateTimeOffset month, CancellationToken cancellationToken)
    {
        await session.Execute(Impatient, null, cancellationToken);
        return await session.FindOne<bool>("select ensure_event_partition(@month)", new { month }, cancellationToken);
    }

    public async Task<bool> Forget(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var partition = await session.FindOne<string>(
            """
            select c.relname::text
            from pg_inherits i
            join pg_class c on c.oid = i.inhrelid
            where i.inhparent = 'events'::regclass and c.relname ~ '^events_\d{4}_\d{2}$'
              and (to_date(substr(c.relname, 8), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= @before
            order by c.relname
            limit 1
            """, new { before }, cancellationToken);
        if (partition is not null)
        {
            await session.Execute(Impatient, null, cancellationToken);
            await session.Execute($"drop table {partition}", null, cancellationToken);
            return true;
        }

        // Straight from the partition, where no trigger takes away from the figures.
        var parameters = new { before, Batch };
        var events = await session.Execute(
            "delete from events_default where id in (select id from events_default where id < event_id_from(@before) order by id limit @Batch)", parameters, cancellationToken);
        var keys = await session.Execute(
            "delete from event_keys where ctid = any(array(select ctid from event_keys where event_id < event_id_from(@before) limit @Batch))", parameters, cancellationToken);
        return events == Batch || keys == Batch;
    }
}
