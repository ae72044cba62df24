using Hivemind.Application.Work.Analytics;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Work.Analytics;

/// <summary>Each step is one statement, so that no reader sees a difference twice or not at all.</summary>
internal sealed class FigureFolder(DbSession session) : IFigureFolder
{
    private const int Step = 5_000;

    public async Task<bool> Fold(CancellationToken cancellationToken)
    {
        // One folder at a time, and in key order, so that two never wait for each other's rows.
        if (!await session.FindOne<bool>("select pg_try_advisory_xact_lock(hashtext('run_figures'))", null, cancellationToken))
            return false;

        var most = await FoldCounters(cancellationToken);
        most = Math.Max(most, await FoldRuns(cancellationToken));
        most = Math.Max(most, await FoldConversations(cancellationToken));
        return most == Step;
    }

    private Task<long> FoldCounters(CancellationToken cancellationToken) => session.FindOne<long>(
        """
        with taken as (
            delete from counter_changes
            where ctid = any (array(select ctid from counter_changes limit @Step))
            returning org_id, dimension, key, n
        ),
        folded as (
            insert into counters as kept (org_id, dimension, key, n)
            select whose.org_id, taken.dimension, taken.key, sum(taken.n)
            from taken
            cross join lateral (values (taken.org_id), ('')) whose (org_id)
            group by whose.org_id, taken.dimension, taken.key
            having sum(taken.n) <> 0
            order by whose.org_id, taken.dimension, taken.key
            on conflict (org_id, dimension, key) do update
            set n = kept.n + excluded.n
        )
        select count(*) from taken
        """, new { Step }, cancellationToken);

    private Task<long> FoldRuns(CancellationToken cancellationToken) => session.FindOne<long>(
        """
        with taken as (
            delete from run_changes
            where ctid = any (array(select ctid from run_changes limit @Step))
            returning org_id, hour, agent, source, status, model, age_cell, runs, finished, ran, counted, priced, cost_usd, tokens,
                age_us, run_us, duration_us
        ),
        folded as (
            insert into run_figures as kept (
                org_id, dimension, grain, bucket, key, runs, completed, failed, finished, ran, counted, priced, cost_usd, tokens,
                age_us, run_us, duration_us)
            select taken.org_id, place.dimension, place.grain, place.bucket, place.key, sum(taken.runs),
                coalesce(sum(taken.runs) filter (where taken.status = 'completed'), 0),
                coalesce(sum(taken.runs) filter (where taken.status = 'failed'), 0),
                sum(taken.finished), sum(taken.ran), sum(taken.counted), sum(taken.priced), sum(taken.cost_usd), sum(taken.tokens),
                sum(taken.age_us), sum(taken.run_us), sum(taken.duration_us)
            from taken
            cross join lateral run_figure_places(taken.hour, taken.agent, taken.source, taken.status, taken.model, taken.age_cell) place
            group by taken.org_id, place.dimension, place.grain, place.bucket, place.key
            order by taken.org_id, place.dimension, place.grain, place.bucket, place.key
            on conflict (org_id, dimension, grain, bucket, key) do update
            set runs = kept.runs + excluded.runs, completed = kept.completed + excluded.completed, failed = kept.failed + excluded.failed,
                finished = kept.finished + excluded.finished, ran = kept.ran + excluded.ran, counted = kept.counted + excluded.counted,
                priced = kept.priced + excluded.priced, cost_usd = kept.cost_usd + excluded.cost_usd, tokens = kept.tokens + excluded.tokens,
                age_us = kept.age_us + excluded.age_us, run_us = kept.run_us + excluded.run_us,
                duration_us = kept.duration_us + excluded.duration_us
        )
        select count(*) from taken
        """, new { Step }, cancellationToken);

    private Task<long> FoldConversations(CancellationToken cancellationToken) => session.FindOne<long>(
        """
        with taken as (
            delete from conversation_changes
            where ctid = any (array(select ctid from conversation_changes limit @Step))
            returning org_id, day, conversations, tasks, cost_usd, duration_us
        ),
        folded as (
            insert into conversation_figures as kept (org_id, day, conversations, tasks, cost_usd, duration_us)
            select org_id, day, sum(conversations), sum(tasks), sum(cost_usd), sum(duration_us)
            from taken
            group by org_id, day
            order by org_id, day
            on conflict (org_id, day) do update
            set conversations = kept.conversations + excluded.conversations, tasks = kept.tasks + excluded.tasks,
                cost_usd = kept.cost_usd + excluded.cost_usd, duration_us = kept.duration_us + excluded.duration_us
        )
        select count(*) from taken
        """, new { Step }, cancellationToken);
}
