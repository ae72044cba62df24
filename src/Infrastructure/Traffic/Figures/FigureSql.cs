namespace Hivemind.Infrastructure.Traffic.Figures;

/// <summary>The statements that keep and read figures of events.</summary>
internal static class FigureSql
{
    /// <summary>Kept figures, what is not folded yet, and the ragged ends counted from the rows: in one snapshot, thus exact.</summary>
    public const string Read =
        """
        with request as (
            select place, string_to_array(dimensions, ',') as dimensions, unit,
                string_to_array(cell_slots, ',')::int[] as cell_slots, string_to_array(count_slots, ',')::int[] as count_slots
            from unnest(@Places, @Dimensions, @Units, @CellSlots, @CountSlots)
                as one (place, dimensions, unit, cell_slots, count_slots)
        ), span as (
            select place, grain::char(1) as grain, lower, upper
            from unnest(@SpanPlaces, @Grains, @SpanFroms, @SpanTos) as one (place, grain, lower, upper)
        ), part as (
            select 0 as slot, @CellFrom0::timestamptz as lower, instance_id, channel, direction, content_type, status, error_stage, event_type, processing_time_ms, agent_latency_ms
            from events
            where org_id = @OrgId and received_at >= @CellFrom0 and received_at < @CellTo0
            union all
            select 1 as slot, @CellFrom1::timestamptz as lower, instance_id, channel, direction, content_type, status, error_stage, event_type, processing_time_ms, agent_latency_ms
            from events
            where org_id = @OrgId and received_at >= @CellFrom1 and received_at < @CellTo1
        ), cell as (
            select slot, lower, instance_id, (
                0, @OrgId, lower, instance_id, channel, direction, content_type, status, error_stage, event_type,
                case when processing_time_ms is not null then log_cell(processing_time_ms) end, count(*),
                coalesce(sum(processing_time_ms), 0), count(agent_latency_ms), coalesce(sum(agent_latency_ms), 0))::event_deltas as delta
            from part
            where @InstanceId::uuid is null or instance_id = @InstanceId
            group by slot, lower, instance_id, channel, direction, content_type, status, error_stage, event_type,
                case when processing_time_ms is not null then log_cell(processing_time_ms) end
        ), counted as (
            select 0 as slot, @CountFrom0::timestamptz as lower, (
                select count(*) from events
                where org_id = @OrgId and received_at >= @CountFrom0 and received_at < @CountTo0
                  and (@InstanceId::uuid is null or instance_id = @InstanceId)) as n
            union all
            select 1 as slot, @CountFrom1::timestamptz as lower, (
                select count(*) from events
                where org_id = @OrgId and received_at >= @CountFrom1 and received_at < @CountTo1
                  and (@InstanceId::uuid is null or instance_id = @InstanceId)) as n
            union all
            select 2 as slot, @CountFrom2::timestamptz as lower, (
                select count(*) from events
                where org_id = @OrgId and received_at >= @CountFrom2 and received_at < @CountTo2
                  and (@InstanceId::uuid is null or instance_id = @InstanceId)) as n
            union all
            select 3 as slot, @CountFrom3::timestamptz as lower, (
                select count(*) from events
                where org_id = @OrgId and received_at >= @CountFrom3 and received_at < @CountTo3
                  and (@InstanceId::uuid is null or instance_id = @InstanceId)) as n
        ), figure as (
            select r.place, f.dimension, f.key, f.bucket, f.n, f.total_ms
            from request r
            join span s on s.place = r.place
            join event_figures f on f.org_id = @OrgId and f.instance_id = coalesce(@InstanceId, '00000000-0000-0000-0000-000000000000'::uuid) and f.grain = s.grain
                and f.dimension = any(r.dimensions) and f.bucket >= s.lower and f.bucket < s.upper
            union all
            select r.place, k.dimension, k.key, d.hour, k.n, k.total_ms
            from event_deltas d
            cross join request r
            join span s on s.place = r.place and (s.grain = 'a' or (d.hour >= s.lower and d.hour < s.upper))
            cross join lateral event_figure_keys(d) k
            where d.org_id = @OrgId and (@InstanceId::uuid is null or d.instance_id = @InstanceId) and k.dimension = any(r.dimensions)
            union all
            select r.place, k.dimension, k.key, cell.lower, k.n, k.total_ms
            from cell
            join request r on cell.slot = any(r.cell_slots)
            cross join lateral event_figure_keys(cell.delta) k
            where k.dimension = any(r.dimensions)
            union all
            select r.place, 'status', '', counted.lower, counted.n, 0
            from counted
            join request r on counted.slot = any(r.count_slots)
        )
        select f.place, f.dimension, date_trunc(r.unit, f.bucket, 'UTC') as bucket, f.key, sum(f.n)::bigint as n, sum(f.total_ms)::bigint as total_ms
        from figure f
        join request r on r.place = f.place
        group by f.place, f.dimension, date_trunc(r.unit, f.bucket, 'UTC'), f.key
        having sum(f.n) <> 0 or sum(f.total_ms) <> 0
        """;

    /// <summary>Takes some of the differences and adds them to the figures, in one order, so that two folders could not deadlock.</summary>
    public const string Fold =
        """
        with taken as (
            delete from event_deltas as delta
            where id in (select id from event_deltas order by id limit @Batch)
            returning delta
        ), keyed as (
            select (delta).org_id, (delta).hour, (delta).instance_id, k.dimension, k.key, sum(k.n) as n, sum(k.total_ms) as total_ms
            from taken
            cross join lateral event_figure_keys(delta) k
            group by (delta).org_id, (delta).hour, (delta).instance_id, k.dimension, k.key
        ), placed as (
            select org_id, owner.instance_id, place.grain, dimension, place.bucket, key, sum(n)::bigint as n, sum(total_ms)::bigint as total_ms
            from keyed
            cross join lateral (
                values ('h', hour), ('d', date_trunc('day', hour, 'UTC')), ('a', timestamptz '1970-01-01T00:00:00Z')
            ) as place (grain, bucket)
            cross join lateral (
                values ('00000000-0000-0000-0000-000000000000'::uuid), (keyed.instance_id)
            ) as owner (instance_id)
            where owner.instance_id is not null
              and (dimension <> 'processing_cell' or (grain = 'a' and owner.instance_id = '00000000-0000-0000-0000-000000000000'))
            group by org_id, owner.instance_id, place.grain, dimension, place.bucket, key
            having sum(n) <> 0 or sum(total_ms) <> 0
        ), folded as (
            insert into event_figures as f (org_id, instance_id, grain, dimension, bucket, key, n, total_ms)
            select org_id, instance_id, grain, dimension, bucket, key, n, total_ms
            from placed
            order by org_id, instance_id, grain, dimension, bucket, key
            on conflict (org_id, instance_id, grain, dimension, bucket, key)
            do update set n = f.n + excluded.n, total_ms = f.total_ms + excluded.total_ms
        )
        select count(*)::int from taken
        """;
}
