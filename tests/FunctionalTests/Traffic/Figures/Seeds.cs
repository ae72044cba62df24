using Dapper;
using Npgsql;

namespace Hivemind.FunctionalTests.Traffic.Figures;

/// <summary>Many events at once, of every kind, and an independent count of them.</summary>
internal static class Seeds
{
    /// <summary>Spreads events evenly but irregularly over a span of time.</summary>
    public static Task Spread(NpgsqlConnection connection, string orgId, DateTimeOffset from, DateTimeOffset to, int count) => connection.ExecuteAsync(
        """
        insert into events (id, org_id, channel, event_type, direction, content_type, instance_id, status, error_stage, received_at, created_at,
            processing_time_ms, agent_latency_ms)
        select gen_random_uuid(), @orgId, (array['slack', 'discord', 'custom'])[1 + i % 3], (array['message.received', 'message.sent', 'custom.a'])[1 + i % 3],
            (array['inbound', 'outbound'])[1 + i % 2], (array['text', 'image', null])[1 + i % 3],
            case when i % 4 > 0 then ('00000000-0000-4000-8000-00000000000' || i % 4)::uuid end,
            (array['completed', 'completed', 'received', 'processing', 'failed'])[1 + i % 5], case when i % 5 = 4 then 'stage-' || i % 2 end,
            @from + (@to - @from) * ((i * 7919 % @count) / @count::double precision), @from,
            case when i % 5 in (0, 1, 4) then i * 37 % 9000 end, case when i % 10 = 0 then i % 500 end
        from generate_series(1, @count) as i
        """, new { orgId, from, to, count });

    /// <summary>Counts of a window as text, one line per key, straight from the rows.</summary>
    public static async Task<IReadOnlyList<string>> Count(NpgsqlConnection connection, string orgId, DateTimeOffset? since, DateTimeOffset? until, Guid? instanceId) =>
    [
        .. await connection.QueryAsync<string>(
            """
            with e as (
                select * from events
                where org_id = @orgId and (@since::timestamptz is null or received_at >= @since) and (@until::timestamptz is null or received_at < @until)
                  and (@instanceId::uuid is null or instance_id = @instanceId))
            select 'total=' || count(*) from e
            union all select 'status ' || status || '=' || count(*) from e where status in ('completed', 'failed') group by status
            union all select 'type ' || content_type || '=' || count(*) from e where content_type is not null group by content_type
            union all select 'stage ' || error_stage || '=' || count(*) from e where error_stage is not null group by error_stage
            union all select 'instance ' || instance_id || '=' || count(*) from e where instance_id is not null group by instance_id
            union all select 'channel ' || channel || '=' || count(*) from e group by channel
            union all select 'direction ' || direction || '=' || count(*) from e group by direction
            union all select 'processing=' || coalesce(round(avg(processing_time_ms), 6)::text, '') from e
            union all select 'agent=' || coalesce(round(avg(agent_latency_ms), 6)::text, '') from e
            """, new { orgId, since, until, instanceId }),
    ];

    /// <summary>Counts by hour or day, without those of nothing.</summary>
    public static async Task<IReadOnlyList<(DateTimeOffset, long)>> Timeline(
        NpgsqlConnection connection, string orgId, DateTimeOffset since, DateTimeOffset until, string unit, Guid? instanceId = null) =>
    [
        .. (await connection.QueryAsync<(DateTime Bucket, long Count)>(
            """
            select date_trunc(@unit, received_at, 'UTC'), count(*) from events
            where org_id = @orgId and received_at >= @since and received_at < @until and (@instanceId::uuid is null or instance_id = @instanceId)
            group by 1 order by 1
            """, new { orgId, since, until, unit, instanceId })).Select(row => (new DateTimeOffset(row.Bucket), row.Count)),
    ];
}
