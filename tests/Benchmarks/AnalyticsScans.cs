namespace Hivemind.Benchmarks;

/// <summary>The figures of runs as one would ask for them without keeping any.</summary>
internal static class AnalyticsScans
{
    public const string Dashboard =
        """
        select status, priority, coalesce(category, 'uncategorized'), count(*)
        from tasks
        where org_id = @orgId and deleted_at is null
        group by grouping sets (status, priority, coalesce(category, 'uncategorized'))
        """;

    public const string Summary =
        """
        select assigned_agent, source, status, model, sum(cost_usd), count(*),
            sum(cost_usd) filter (where created_at >= date_trunc('day', now(), 'UTC')), count(*) filter (where created_at >= date_trunc('day', now(), 'UTC'))
        from tasks
        where org_id = @orgId and kind = 'run'
        group by grouping sets ((), assigned_agent, source, status, model)
        """;

    public const string Days =
        """
        select date_trunc('day', created_at, 'UTC'), sum(cost_usd), count(*), sum(input_tokens + output_tokens), avg(duration_seconds),
            count(*) filter (where status = 'failed')
        from tasks
        where org_id = @orgId and kind = 'run' and created_at >= date_trunc('day', now(), 'UTC') - interval '29 days'
        group by 1
        """;

    public const string Hours =
        """
        select date_trunc('hour', created_at, 'UTC'), sum(cost_usd), count(*), sum(input_tokens + output_tokens), avg(duration_seconds),
            count(*) filter (where status = 'failed')
        from tasks
        where org_id = @orgId and kind = 'run' and created_at >= date_trunc('hour', now(), 'UTC') - interval '719 hours'
        group by 1
        """;

    public const string Agents =
        """
        select assigned_agent, sum(cost_usd), count(*)
        from tasks
        where org_id = @orgId and kind = 'run' and created_at >= date_trunc('day', now(), 'UTC') - interval '29 days'
        group by 1
        """;

    public const string Performance =
        """
        select assigned_agent, date_trunc('day', created_at, 'UTC'), date_trunc('hour', created_at, 'UTC'), count(*), sum(cost_usd),
            count(*) filter (where status = 'completed'), count(*) filter (where status = 'failed'),
            avg(extract(epoch from completed_at - created_at)), avg(extract(epoch from completed_at - started_at)), avg(input_tokens + output_tokens),
            percentile_cont(0.95) within group (order by extract(epoch from completed_at - created_at)::float8)
        from tasks
        where org_id = @orgId and kind = 'run' and created_at >= date_trunc('day', now(), 'UTC') - interval '29 days'
        group by grouping sets ((), assigned_agent, date_trunc('day', created_at, 'UTC'), date_trunc('hour', created_at, 'UTC'))
        """;

    public const string Conversations =
        """
        select count(*), sum(total_cost_usd), sum(completed_tasks + failed_tasks), sum(total_duration_seconds)
        from conversations
        where org_id = @orgId and kind = 'agent' and created_at >= date_trunc('day', now(), 'UTC') - interval '29 days'
        """;

    /// <summary>Conversations of the last 29 days, each as if its runs had ended.</summary>
    public const string AddConversations =
        """
        insert into conversations (id, org_id, kind, title, owner_id, completed_tasks, total_cost_usd, total_duration_seconds, created_at, updated_at)
        select gen_random_uuid(), @orgId, 'agent', 'Talk', 'bench', 10, 5, 900, now() - random() * interval '29 days', now()
        from generate_series(1, @Count)
        """;
}
