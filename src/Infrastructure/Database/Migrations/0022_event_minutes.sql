-- Figures of events by the minute too, for the last days: the ends of a rolling window are then read from figures, and only parts of
-- a minute are counted from the rows. What changed is noted in a new table, because an older server folds event_deltas, which stays
-- empty from now on, by the hour.
lock table events in share row exclusive mode;

create table event_changes (
    id bigint generated always as identity primary key,
    org_id text not null,
    minute timestamptz not null,
    instance_id uuid,
    channel text not null,
    direction text not null,
    content_type text,
    status text not null,
    error_stage text,
    event_type text not null,
    processing_cell int, -- the processing time as a cell of the histogram
    n bigint not null,
    processing_ms bigint not null,
    agent_n bigint not null,
    agent_ms bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create index event_changes_by_org on event_changes (org_id);

-- What one combination counts for: a row per dimension.
create function event_figure_keys(change event_changes) returns table (dimension text, key text, n bigint, total_ms bigint)
language sql immutable as $$
    select one.dimension, one.key, one.n, one.total_ms
    from (values
        ('status', change.status, change.n, 0),
        ('channel', change.channel, change.n, 0),
        ('direction', change.direction, change.n, 0),
        ('content_type', change.content_type, change.n, 0),
        ('error_stage', change.error_stage, change.n, 0),
        ('event_type', change.event_type, change.n, 0),
        ('instance', change.instance_id::text, change.n, 0),
        ('processing', case when change.processing_cell is not null then '' end, change.n, change.processing_ms),
        ('processing_cell', change.processing_cell::text, change.n, 0),
        ('agent', case when change.agent_n <> 0 or change.agent_ms <> 0 then '' end, change.agent_n, change.agent_ms)
    ) as one (dimension, key, n, total_ms)
    where one.key is not null
$$;

create function note_event_changes() returns trigger
language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into event_changes (org_id, minute, instance_id, channel, direction, content_type, status, error_stage, event_type,
            processing_cell, n, processing_ms, agent_n, agent_ms)
        select org_id, date_trunc('minute', received_at, 'UTC'), instance_id, channel, direction, content_type, status, error_stage, event_type,
            case when processing_time_ms is not null then log_cell(processing_time_ms) end,
            count(*), coalesce(sum(processing_time_ms), 0), count(agent_latency_ms), coalesce(sum(agent_latency_ms), 0)
        from new_rows
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
    elsif tg_op = 'DELETE' then
        insert into event_changes (org_id, minute, instance_id, channel, direction, content_type, status, error_stage, event_type,
            processing_cell, n, processing_ms, agent_n, agent_ms)
        select org_id, date_trunc('minute', received_at, 'UTC'), instance_id, channel, direction, content_type, status, error_stage, event_type,
            case when processing_time_ms is not null then log_cell(processing_time_ms) end,
            -count(*), -coalesce(sum(processing_time_ms), 0), -count(agent_latency_ms), -coalesce(sum(agent_latency_ms), 0)
        from old_rows
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
    else
        insert into event_changes (org_id, minute, instance_id, channel, direction, content_type, status, error_stage, event_type,
            processing_cell, n, processing_ms, agent_n, agent_ms)
        select org_id, date_trunc('minute', received_at, 'UTC'), instance_id, channel, direction, content_type, status, error_stage, event_type,
            case when processing_time_ms is not null then log_cell(processing_time_ms) end,
            sum(sign), coalesce(sum(sign * processing_time_ms), 0),
            coalesce(sum(sign) filter (where agent_latency_ms is not null), 0), coalesce(sum(sign * agent_latency_ms), 0)
        from (
            select 1 as sign, org_id, received_at, instance_id, channel, direction, content_type, status, error_stage, event_type, processing_time_ms, agent_latency_ms
            from new_rows
            union all
            select -1, org_id, received_at, instance_id, channel, direction, content_type, status, error_stage, event_type, processing_time_ms, agent_latency_ms
            from old_rows
        ) as moved
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
        having sum(sign) <> 0 or coalesce(sum(sign * processing_time_ms), 0) <> 0 or coalesce(sum(sign * agent_latency_ms), 0) <> 0
            or coalesce(sum(sign) filter (where agent_latency_ms is not null), 0) <> 0;
    end if;

    return null;
end $$;

create or replace trigger events_inserted after insert on events
    referencing new table as new_rows for each statement execute function note_event_changes();
create or replace trigger events_updated after update on events
    referencing old table as old_rows new table as new_rows for each statement execute function note_event_changes();
create or replace trigger events_deleted after delete on events
    referencing old table as old_rows for each statement execute function note_event_changes();
drop function note_event_deltas();

-- What was noted by the hour is folded for the last time.
with taken as (
    delete from event_deltas as delta returning delta
), keyed as (
    select (delta).org_id, (delta).hour, (delta).instance_id, k.dimension, k.key, sum(k.n) as n, sum(k.total_ms) as total_ms
    from taken
    cross join lateral event_figure_keys(delta) k
    group by (delta).org_id, (delta).hour, (delta).instance_id, k.dimension, k.key
)
insert into event_figures as f (org_id, instance_id, grain, dimension, bucket, key, n, total_ms)
select org_id, owner.instance_id, place.grain, dimension, place.bucket, key, sum(n)::bigint, sum(total_ms)::bigint
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
order by org_id, owner.instance_id, place.grain, dimension, place.bucket, key
on conflict (org_id, instance_id, grain, dimension, bucket, key)
do update set n = f.n + excluded.n, total_ms = f.total_ms + excluded.total_ms;

-- Minutes ('m') of all instances together. They are forgotten after nine days; readers look eight days back.
alter table event_figures drop constraint event_figures_grain_check;
alter table event_figures add constraint event_figures_grain_check check (grain in ('m', 'h', 'd', 'a'));
create index event_figures_minutes on event_figures (bucket) where grain = 'm';

insert into event_figures (org_id, instance_id, grain, dimension, bucket, key, n, total_ms)
select k.org_id, '00000000-0000-0000-0000-000000000000', 'm', one.dimension, k.minute, one.key, sum(one.n)::bigint, sum(one.total_ms)::bigint
from (
    select org_id, date_trunc('minute', received_at, 'UTC') as minute, channel, direction, content_type, status, error_stage, event_type,
        instance_id, count(*) as n, count(processing_time_ms) as processing_n, coalesce(sum(processing_time_ms), 0) as processing_ms,
        count(agent_latency_ms) as agent_n, coalesce(sum(agent_latency_ms), 0) as agent_ms
    from events
    where received_at >= now() - interval '9 days'
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9
) as k
cross join lateral (values
    ('status', k.status, k.n, 0),
    ('channel', k.channel, k.n, 0),
    ('direction', k.direction, k.n, 0),
    ('content_type', k.content_type, k.n, 0),
    ('error_stage', k.error_stage, k.n, 0),
    ('event_type', k.event_type, k.n, 0),
    ('instance', k.instance_id::text, k.n, 0),
    ('processing', '', k.processing_n, k.processing_ms),
    ('agent', '', k.agent_n, k.agent_ms)
) as one (dimension, key, n, total_ms)
where one.key is not null and (one.n <> 0 or one.total_ms <> 0)
group by k.org_id, k.minute, one.dimension, one.key;
