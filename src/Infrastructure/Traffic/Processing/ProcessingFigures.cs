using Hivemind.Application.Traffic.Maintenance;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Traffic.Processing;

internal sealed class ProcessingFigures(DbSession session) : IProcessingFigures
{
    private const int StepSize = 5000;

    public async Task<bool> Fold(CancellationToken cancellationToken)
    {
        var folded = await session.FindOne<int>(
            """
            with taken as (
                delete from processing_differences
                where id in (select id from processing_differences order by id limit @StepSize for update skip locked)
                returning org_id, subject, event_type, kind, count, bytes
            ), stored as (
                insert into processing_figures (org_id, subject, event_type, kind, count, bytes)
                select org_id, subject, event_type, kind, sum(count), sum(bytes)
                from taken
                group by org_id, subject, event_type, kind
                order by org_id, subject, event_type, kind
                on conflict (org_id, subject, event_type, kind) do update
                set count = processing_figures.count + excluded.count, bytes = processing_figures.bytes + excluded.bytes
            )
            select count(*)::int from taken
            """, new { StepSize }, cancellationToken);

        var pending = await session.FindOne<long>(
            "select coalesce(sum(count), 0)::bigint from processing_figures where subject = 'dead_letters' and kind = 'pending'", null, cancellationToken);
        session.AfterCommit(() => ProcessingMetrics.NotePending(pending));
        return folded == StepSize;
    }
}
