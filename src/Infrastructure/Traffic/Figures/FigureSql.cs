namespace Hivemind.Infrastructure.Traffic.Figures;

/// <summary>The statements that keep and read figures of events.</summary>
internal static class FigureSql
{
    /// <summary>Of the whole organisation.</summary>
    public static readonly string Read = ReadWhere("true");

    /// <summary>Of one instance, whose index answers the ragged ends.</summary>
    public static readonly string ReadOfInstance = ReadWhere("instance_id = @InstanceId");

    /// <summary>Takes some of the changes and adds them to the figures, in one order, so that two folders could not deadlock.</summary>
    public const string Fold =
        """
        with taken as (
            delete from event_changes as change
            where id in (select id from event_changes order by id limit @Batch)
            returning change
        ), keyed as (
            select (change).org_id, (change).minute, (change).instance_id, k.dimension, k.key, sum(k.n) as n, sum(k.total_ms) as total_ms
            from taken
            cross join lateral event_figure_keys(change) k
            group by (change).org_id, (change).minute, (change).instance_id, k.dimension, k.key
        ), placed as (
            select org_id, owner.instance_id, place.grain, dimension, place.bucket, key, sum(n)::bigint as n, sum(total_ms)::bigint as total_ms
            from keyed
            cross join lateral (
                values ('m', minute), ('h', date_trunc('hour', minute, 'UTC')), ('d', date_trunc('day', minute, 'UTC')),
                    ('a', timestamptz '1970-01-01T00:00:00Z')
            ) as place (grain, bucket)
            cross join lateral (
                values ('00000000-0000-0000-0000-000000000000'::uuid), (keyed.instance_id)
            ) as owner (instance_id)
            where owner.instance_id is not null
              and (dimension <> 'processing_cell' or (grain = 'a' and owner.instance_id = '00000000-0000-0000-0000-000000000000'))
              and (grain <> 'm' or (minute >= @MinutesFrom and owner.instance_id = '00000000-0000-0000-0000-000000000000'))
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

    /// <summary>Removes some of the minutes that readers no longer look at.</summary>
    public const string ForgetMinutes =
        """
        delete from event_figures
        where ctid = any(array(select ctid from event_figures where grain = 'm' and bucket < @MinutesFrom order by bucket limit @Batch))
        """;

    // Kept figures, what is not folded yet, and parts of minutes counted from the rows: in one snapshot, thus exact.
    private static string ReadWhere(string rows) =>
        $"""
        with request as (
            select place, string_to_array(dimensions, ',') as dimensions, unit, string_to_array(parts, ',')::int[] as parts
            from unnest(@Places, @Dimensions, @Units, @Parts) as one (place, dimensions, unit, parts)
        ), span as (
            select place, grain::char(1) as grain, lower, upper
            from unnest(@SpanPlaces, @Grains, @SpanFroms, @SpanTos) as one (place, grain, lower, upper)
        ), counted as (
            select part.slot - 1 as slot, part.lower, rows.change
            from unnest(@PartFroms, @PartTos) with ordinality as part (lower, upper, slot)
            cross join lateral (
                select (
                    0, @OrgId, part.lower, instance_id, channel, direction, content_type, status, error_stage, event_type,
                    case when processing_time_ms is not null then 0 end, count(*),
                    coalesce(sum(processing_time_ms), 0), count(agent_latency_ms), coalesce(sum(agent_latency_ms), 0))::event_changes as change
                from events
                where org_id = @OrgId and received_at >= part.lower and received_at < part.upper and {rows}
                group by instance_id, channel, direction, content_type, status, error_stage, event_type, processing_time_ms is not null
            ) as rows
        ), figure as (
            select r.place, f.dimension, f.key, f.bucket, f.n, f.total_ms
            from request r
            join span s on s.place = r.place
            join event_figures f on f.org_id = @OrgId and f.instance_id = coalesce(@InstanceId, '00000000-0000-0000-0000-000000000000'::uuid) and f.grain = s.grain
                and f.dimension = any(r.dimensions) and f.bucket >= s.lower and f.bucket < s.upper
            union all
            select r.place, k.dimension, k.key, c.minute, k.n, k.total_ms
            from event_changes c
            cross join request r
            join span s on s.place = r.place and (s.grain = 'a' or (c.minute >= s.lower and c.minute < s.upper))
            cross join lateral event_figure_keys(c) k
            where c.org_id = @OrgId and {rows} and k.dimension = any(r.dimensions)
            union all
            select r.place, k.dimension, k.key, counted.lower, k.n, k.total_ms
            from counted
            join request r on counted.slot = any(r.parts)
            cross join lateral event_figure_keys(counted.change) k
            where k.dimension = any(r.dimensions)
        )
        select f.place, f.dimension, date_trunc(r.unit, f.bucket, 'UTC') as bucket, f.key, sum(f.n)::bigint as n, sum(f.total_ms)::bigint as total_ms
        from figure f
        join request r on r.place = f.place
        group by f.place, f.dimension, date_trunc(r.unit, f.bucket, 'UTC'), f.key
        having sum(f.n) <> 0 or sum(f.total_ms) <> 0
        """;
}
