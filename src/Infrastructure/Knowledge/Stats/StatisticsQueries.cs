using Hivemind.Application.Knowledge.Stats;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Knowledge.Stats;

internal sealed class StatisticsQueries(ReadDatabase database) : IStatistics
{
    public async Task<CommonsStats> Commons(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var categories = await database.List<CategoryRow>(
            """
            select category, count(*) as items, count(*) filter (where contributed_at >= @now - interval '24 hours') as last_day,
                count(*) filter (where contributed_at >= @now - interval '7 days') as last_week
            from knowledge_items
            where deleted_at is null
            group by category
            order by items desc, category
            """, new { now }, cancellationToken);

        var (pending, retrievals) = await database.FindOne<(long, long)>(
            """
            select (select count(*) from pending_contributions),
                (select count(*) from quality_signals where signal_type = 'retrieval' and created_at >= @now - interval '24 hours')
            """, new { now }, cancellationToken);

        return new(
            categories.Sum(row => row.Items), pending, categories.Sum(row => row.LastDay), categories.Sum(row => row.LastWeek), retrievals, categories.Count,
            [.. categories.Select(row => new CategoryCount(EnumText.Parse<KnowledgeCategory>(row.Category), row.Items))]);
    }

    public async Task<OrgStats> Organisation(string orgId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<OrgRow>(
            """
            select count(*) as total, (select count(*) from pending_contributions where org_id = @orgId) as pending,
                count(*) filter (where approved_at >= @now - interval '24 hours') as approved,
                coalesce(sum(retrieval_count), 0)::bigint as retrievals, coalesce(sum(helpful_count), 0)::bigint as helpful,
                coalesce(sum(not_helpful_count), 0)::bigint as not_helpful,
                (select count(*)
                    from knowledge_items own
                    join quality_signals signal on signal.knowledge_item_id = own.id
                    where own.org_id = @orgId and own.deleted_at is null and signal.signal_type = 'retrieval' and signal.org_id <> @orgId) as by_others
            from knowledge_items
            where org_id = @orgId and deleted_at is null
            """, new { orgId, now }, cancellationToken) ?? throw new InvalidOperationException("An aggregate has one row.");

        var top = await database.List<TopRow>(
            """
            select id, title, left(content, 80) as beginning, retrieval_count
            from knowledge_items
            where org_id = @orgId and deleted_at is null
            order by retrieval_count desc, id
            limit 5
            """, new { orgId }, cancellationToken);

        return new(
            row.Total, row.Pending, row.Approved, row.Retrievals, row.Helpful, row.NotHelpful,
            [.. top.Select(item => new TopItem(item.Id, KnowledgeTitle.Of(item.Title, item.Beginning), item.RetrievalCount))], row.ByOthers);
    }

    public async Task<UserStats> Agents(string orgId, string? agentId, CancellationToken cancellationToken)
    {
        var (items, retrievals, helpful, notHelpful) = await database.FindOne<(long, long, long, long)>(
            """
            select count(*), coalesce(sum(retrieval_count), 0)::bigint, coalesce(sum(helpful_count), 0)::bigint,
                coalesce(sum(not_helpful_count), 0)::bigint
            from knowledge_items
            where org_id = @orgId and deleted_at is null and (@agentId::text is null or source_agent_id = @agentId)
            """, new { orgId, agentId }, cancellationToken);

        var votes = helpful + notHelpful;
        return new(agentId, items, retrievals, votes == 0 ? null : Math.Round((double)helpful / votes, 4));
    }

    public Task<IReadOnlyList<GrowthBucket>> Growth(
        string? orgId, int days, GrowthGranularity granularity, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.List<GrowthBucket>(
            """
            with bounds as (
                select date_trunc(@Unit, @now, 'UTC') as last, ('1 ' || @Unit)::interval as step
            ),
            buckets as (
                select generate_series(last - (@Count - 1) * step, last, step) as bucket, last - (@Count - 1) * step as first
                from bounds
            ),
            added as (
                select date_trunc(@Unit, contributed_at, 'UTC') as bucket, count(*) as items
                from knowledge_items
                where deleted_at is null and (@orgId::text is null or org_id = @orgId)
                group by 1
            )
            select buckets.bucket, coalesce(added.items, 0) as added,
                ((select coalesce(sum(items), 0) from added where added.bucket < buckets.first)
                    + sum(coalesce(added.items, 0)) over (order by buckets.bucket))::bigint as total
            from buckets
            left join added on added.bucket = buckets.bucket
            order by buckets.bucket
            """,
            new { orgId, Unit = EnumText.Of(granularity), Count = granularity is GrowthGranularity.Day ? days : days * 24, now }, cancellationToken);

    private sealed record CategoryRow(string Category, long Items, long LastDay, long LastWeek);

    private sealed record OrgRow(long Total, long Pending, long Approved, long Retrievals, long Helpful, long NotHelpful, long ByOthers);

    private sealed record TopRow(Guid Id, string? Title, string Beginning, int RetrievalCount);
}
