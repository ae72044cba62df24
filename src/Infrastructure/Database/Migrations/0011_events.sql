create table instances (
    id uuid primary key,
    org_id text not null references organisations (id),
    name text not null check (length(name) between 1 and 255),
    channel text not null check (channel in ('whatsapp-baileys', 'whatsapp-cloud', 'discord', 'slack', 'telegram')),
    is_default boolean not null default false,
    is_active boolean not null default true,
    is_connected boolean not null default false,
    connection_changed_at timestamptz,
    profile_name text,
    profile_pic_url text,
    profile_bio text,
    owner_identifier text,
    access_mode text not null default 'disabled' check (access_mode in ('disabled', 'blocklist', 'allowlist')),
    agent_id text,
    agent_type text check (agent_type in ('agent', 'team', 'workflow')),
    agent_timeout_ms int not null default 60000 check (agent_timeout_ms > 0),
    agent_session_strategy text check (agent_session_strategy in ('per_user', 'per_chat', 'per_user_per_chat')),
    last_message_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    row_version int not null default 1,
    check (is_active or not is_connected)
);

create unique index instances_by_name on instances (org_id, name);
create unique index instances_default on instances (org_id, channel) where is_default;
create index instances_by_org on instances (org_id, created_at desc, id desc);

-- Partitioned by id, which tells when an event was recorded: a lookup by id touches one partition, the key is unique over all of
-- them, and an event that claims to be of a far past or future day needs no partition of its own.
create table events (
    id uuid primary key,
    org_id text not null,
    external_id text,
    channel text not null,
    instance_id uuid,
    person_id uuid,
    platform_identity_id uuid,
    event_type text not null check (length(event_type) between 1 and 50),
    direction text not null default 'inbound' check (direction in ('inbound', 'outbound')),
    content_type text check (content_type in ('text', 'audio', 'image', 'video', 'document', 'sticker', 'contact', 'location', 'reaction')),
    text_content text,
    transcription text,
    image_description text,
    document_extraction text,
    media_url text,
    media_mime_type text,
    media_size_bytes bigint,
    media_duration_ms int,
    reply_to text,
    chat_id text,
    canonical_chat_id text,
    status text not null default 'received' check (status in ('received', 'processing', 'completed', 'failed')),
    error_message text,
    error_stage text check (length(error_stage) <= 50),
    received_at timestamptz not null,
    processed_at timestamptz,
    delivered_at timestamptz,
    read_at timestamptz,
    processing_time_ms int,
    agent_latency_ms int,
    total_latency_ms int,
    raw_payload json,
    agent_request json,
    agent_response json,
    metadata json,
    correlation_id text,
    causation_depth int not null default 0,
    caused_by_event_id uuid,
    created_at timestamptz not null
) partition by range (id);

create index events_by_time on events (org_id, received_at desc, id desc);
create index events_by_channel on events (org_id, channel, received_at);
create index events_by_direction on events (org_id, direction, received_at);
create index events_by_instance on events (org_id, instance_id, received_at);
create index events_by_type on events (org_id, event_type, received_at);
create index events_by_status on events (org_id, status, received_at);
create index events_by_external_id on events (org_id, external_id) where external_id is not null;
create index events_by_person on events (org_id, person_id, received_at) where person_id is not null;
create index events_by_chat on events (org_id, chat_id, received_at) where chat_id is not null;
create index events_by_correlation on events (org_id, correlation_id) where correlation_id is not null;
create index events_by_cause on events (caused_by_event_id) where caused_by_event_id is not null;
create index events_by_age on events using brin (received_at);
create index events_by_text on events
    using gin ((coalesce(text_content, '') || chr(31) || coalesce(transcription, '') || chr(31) || coalesce(image_description, '')) gin_trgm_ops)
    where text_content is not null or transcription is not null or image_description is not null;

create table events_default partition of events default;

-- The smallest id of an event recorded at that time or later.
create function event_id_from(recorded timestamptz) returns uuid
language sql immutable
return (lpad(to_hex(greatest(0, floor(extract(epoch from recorded) * 1000))::bigint), 12, '0') || repeat('0', 20))::uuid;

-- The partition of a month, made when it is missing; what the default partition holds of that month moves over. The triggers stand
-- on the parent, so neither moving nor dropping a partition changes the figures.
create function ensure_event_partition(moment timestamptz) returns boolean
language plpgsql as $$
declare
    month timestamp := date_trunc('month', moment at time zone 'UTC');
    partition text := 'events_' || to_char(month, 'YYYY_MM');
    lower_id uuid := event_id_from(month at time zone 'UTC');
    upper_id uuid := event_id_from((month + interval '1 month') at time zone 'UTC');
begin
    if to_regclass(partition) is not null then
        return false;
    end if;

    execute format('create table %I (like events including defaults including constraints)', partition);
    execute format('with moved as (delete from events_default where id >= $1 and id < $2 returning *) insert into %I select * from moved', partition)
        using lower_id, upper_id;
    execute format('alter table events attach partition %I for values from (%L) to (%L)', partition, lower_id, upper_id);
    return true;
end $$;

select ensure_event_partition(now() + ahead * interval '1 month') from generate_series(0, 3) as ahead;

-- What a channel calls an event, as a fingerprint: unique over all partitions, which an index of a partitioned table cannot be.
create table event_keys (
    org_id text not null,
    fingerprint uuid not null,
    event_id uuid not null,
    primary key (org_id, fingerprint)
);

create index event_keys_by_event on event_keys using brin (event_id);

-- Figures of events. Triggers append what each statement changed, one row per hour and combination, to event_deltas; a job folds
-- these into event_figures. Figures + deltas, read in one snapshot, are exact at every moment.
create table event_deltas (
    id bigint generated always as identity primary key,
    org_id text not null,
    hour timestamptz not null,
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

create index event_deltas_by_org on event_deltas (org_id);

create table event_figures (
    org_id text not null,
    instance_id uuid not null, -- all zeros: every instance and none
    grain char(1) not null check (grain in ('h', 'd', 'a')), -- hour, day, all
    dimension text not null,
    bucket timestamptz not null, -- the start; 1970-01-01 for all
    key text not null,
    n bigint not null,
    total_ms bigint not null,
    primary key (org_id, instance_id, grain, dimension, bucket, key)
) with (fillfactor = 80);

-- What one combination counts for: a row per dimension.
create function event_figure_keys(delta event_deltas) returns table (dimension text, key text, n bigint, total_ms bigint)
language sql immutable as $$
    select one.dimension, one.key, one.n, one.total_ms
    from (values
        ('status', delta.status, delta.n, 0),
        ('channel', delta.channel, delta.n, 0),
        ('direction', delta.direction, delta.n, 0),
        ('content_type', delta.content_type, delta.n, 0),
        ('error_stage', delta.error_stage, delta.n, 0),
        ('event_type', delta.event_type, delta.n, 0),
        ('instance', delta.instance_id::text, delta.n, 0),
        ('processing', case when delta.processing_cell is not null then '' end, delta.n, delta.processing_ms),
        ('processing_cell', delta.processing_cell::text, delta.n, 0),
        ('agent', case when delta.agent_n <> 0 or delta.agent_ms <> 0 then '' end, delta.agent_n, delta.agent_ms)
    ) as one (dimension, key, n, total_ms)
    where one.key is not null
$$;

create function note_event_deltas() returns trigger
language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into event_deltas (org_id, hour, instance_id, channel, direction, content_type, status, error_stage, event_type,
            processing_cell, n, processing_ms, agent_n, agent_ms)
        select org_id, date_trunc('hour', received_at, 'UTC'), instance_id, channel, direction, content_type, status, error_stage, event_type,
            case when processing_time_ms is not null then log_cell(processing_time_ms) end, count(*), coalesce(sum(processing_time_ms), 0), count(agent_latency_ms), coalesce(sum(agent_latency_ms), 0)
        from new_rows
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
    elsif tg_op = 'DELETE' then
        insert into event_deltas (org_id, hour, instance_id, channel, direction, content_type, status, error_stage, event_type,
            processing_cell, n, processing_ms, agent_n, agent_ms)
        select org_id, date_trunc('hour', received_at, 'UTC'), instance_id, channel, direction, content_type, status, error_stage, event_type,
            case when processing_time_ms is not null then log_cell(processing_time_ms) end, -count(*), -coalesce(sum(processing_time_ms), 0), -count(agent_latency_ms), -coalesce(sum(agent_latency_ms), 0)
        from old_rows
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
    else
        insert into event_deltas (org_id, hour, instance_id, channel, direction, content_type, status, error_stage, event_type,
            processing_cell, n, processing_ms, agent_n, agent_ms)
        select org_id, date_trunc('hour', received_at, 'UTC'), instance_id, channel, direction, content_type, status, error_stage, event_type,
            case when processing_time_ms is not null then log_cell(processing_time_ms) end, sum(sign), coalesce(sum(sign * processing_time_ms), 0),
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

create trigger events_inserted after insert on events referencing new table as new_rows for each statement execute function note_event_deltas();
create trigger events_updated after update on events referencing old table as old_rows new table as new_rows for each statement execute function note_event_deltas();
create trigger events_deleted after delete on events referencing old table as old_rows for each statement execute function note_event_deltas();
