-- Events that still have something to do. A row goes when its event is completed or failed, so the table stays as small as the work.
create table event_work (
    event_id uuid primary key,
    org_id text not null,
    due_at timestamptz not null default '-infinity',
    claim uuid,
    leased_until timestamptz,
    claimed_at timestamptz, -- first: processing time counts from here
    is_started boolean not null default false -- some handlers have results already
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create index event_work_due on event_work (due_at, event_id);

create function note_event_work() returns trigger language plpgsql as $$
begin
    insert into event_work (event_id, org_id) select id, org_id from added where status = 'received';
    return null;
end $$;

create trigger events_to_process after insert on events
    referencing new table as added for each statement execute function note_event_work();

insert into event_work (event_id, org_id) select id, org_id from events where status in ('received', 'processing');

-- What the handlers of an unfinished event came to; it goes with the event's work.
create table event_handler_results (
    event_id uuid not null,
    handler text not null check (length(handler) <= 50),
    status text not null check (status in ('succeeded', 'waiting', 'failed')),
    attempts int not null,
    next_at timestamptz,
    primary key (event_id, handler),
    check ((status = 'waiting') = (next_at is not null))
);

create table dead_letters (
    id uuid primary key,
    org_id text not null references organisations (id),
    event_id uuid not null,
    event_type text not null,
    instance_id uuid,
    handler text not null check (length(handler) <= 50),
    payload json,
    edited_payload json,
    error text not null,
    stack text,
    fingerprint text not null,
    auto_retry_count int not null default 0,
    manual_retry_count int not null default 0,
    next_auto_retry_at timestamptz,
    status text not null check (status in ('pending', 'retrying', 'resolved', 'abandoned')),
    retry_kind text check (retry_kind in ('auto', 'manual')), -- of the retry under way
    bulk_retry_id uuid, -- that asked for the retry under way
    retry_due_at timestamptz,
    leased_until timestamptz,
    created_at timestamptz not null,
    last_retry_at timestamptz,
    resolved_at timestamptz,
    resolved_by text check (length(resolved_by) <= 500),
    closed_at timestamptz, -- resolved or abandoned: kept for 30 days from here
    row_version int not null default 1,
    unique (event_id, handler),
    check ((status = 'retrying') = (retry_kind is not null)),
    check ((status = 'retrying') = (retry_due_at is not null)),
    check (next_auto_retry_at is null or status in ('pending', 'retrying'))
);

create index dead_letters_by_time on dead_letters (org_id, created_at desc, id desc);
create index dead_letters_by_status on dead_letters (org_id, status, created_at desc, id desc);
create index dead_letters_by_fingerprint on dead_letters (org_id, fingerprint, status);
create index dead_letters_due on dead_letters (next_auto_retry_at) where status = 'pending' and next_auto_retry_at is not null;
create index dead_letters_retrying on dead_letters (retry_due_at, id) where status = 'retrying';
create index dead_letters_of_bulk_retry on dead_letters (bulk_retry_id) where bulk_retry_id is not null;
create index dead_letters_closed on dead_letters (closed_at) where closed_at is not null;

-- Finds the runs that an event led to.
create index tasks_by_cause on tasks (caused_by_event_id) where caused_by_event_id is not null;

create table dead_letter_retries (
    id uuid primary key,
    org_id text not null references organisations (id),
    filter jsonb not null,
    dry_run boolean not null,
    force boolean not null,
    rate_per_second int not null check (rate_per_second between 1 and 1000),
    status text not null check (status in ('running', 'completed', 'cancelled', 'failed')),
    total int not null default 0,
    processed int not null default 0, -- handed to the workers, or passed over
    succeeded int not null default 0,
    failed int not null default 0,
    skipped int not null default 0,
    after_created_at timestamptz, -- the last letter looked at
    after_id uuid,
    claim uuid,
    leased_until timestamptz,
    started_by text not null,
    started_at timestamptz not null,
    completed_at timestamptz
);

create index dead_letter_retries_by_time on dead_letter_retries (org_id, started_at desc, id desc);
create unique index dead_letter_retries_running on dead_letter_retries (org_id) where status = 'running';

create table replay_sessions (
    id uuid primary key,
    org_id text not null references organisations (id),
    since timestamptz not null,
    until timestamptz not null,
    event_types text[],
    instance_id uuid,
    max_events int not null check (max_events between 1 and 100000),
    speed_multiplier double precision not null check (speed_multiplier between 0 and 100),
    skip_processed boolean not null,
    dry_run boolean not null,
    status text not null check (status in ('running', 'completed', 'cancelled', 'failed')),
    total int not null default 0,
    is_counted boolean not null default false,
    processed int not null default 0,
    skipped int not null default 0,
    errors int not null default 0,
    after_received_at timestamptz, -- the last event looked at
    after_id uuid,
    claim uuid,
    leased_until timestamptz,
    started_by text not null,
    started_at timestamptz not null,
    completed_at timestamptz
);

create index replay_sessions_by_time on replay_sessions (org_id, started_at desc, id desc);
create unique index replay_sessions_running on replay_sessions (org_id) where status = 'running';

create table payload_configs (
    org_id text not null references organisations (id),
    event_type text not null check (length(event_type) between 1 and 50),
    webhook_raw boolean not null,
    agent_request boolean not null,
    agent_response boolean not null,
    channel_send boolean not null,
    error boolean not null,
    retention_days int check (retention_days between 1 and 365),
    row_version int not null default 1,
    primary key (org_id, event_type)
);

create table event_payloads (
    id uuid primary key,
    org_id text not null,
    event_id uuid not null,
    event_type text not null,
    stage text not null check (stage in ('webhook_raw', 'agent_request', 'agent_response', 'channel_send', 'error')),
    body bytea, -- UTF-8 under Brotli; gone when deleted
    original_size int not null,
    compressed_size int not null,
    contains_media boolean not null,
    contains_base64 boolean not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    deleted_at timestamptz,
    deleted_by text,
    delete_reason text check (length(delete_reason) <= 500),
    check ((body is null) = (deleted_at is not null))
);

alter table event_payloads alter column body set storage external; -- packed already
create index event_payloads_by_event on event_payloads (org_id, event_id, created_at);
create index event_payloads_expired on event_payloads (expires_at);

-- Figures of dead letters and payloads: each statement adds its differences, a fold behind it sums them up, readers add both.
create table processing_figures (
    org_id text not null,
    subject text not null check (subject in ('dead_letters', 'payloads')),
    event_type text not null,
    kind text not null, -- status of dead letters, stage of payloads
    count bigint not null,
    bytes bigint not null,
    primary key (org_id, subject, event_type, kind)
);

create table processing_differences (
    id bigint generated always as identity primary key,
    org_id text not null,
    subject text not null,
    event_type text not null,
    kind text not null,
    count bigint not null,
    bytes bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create index processing_differences_by_org on processing_differences (org_id, subject);

create function dead_letters_added() returns trigger language plpgsql as $$
begin
    insert into processing_differences (org_id, subject, event_type, kind, count, bytes)
    select org_id, 'dead_letters', event_type, status, count(*), 0 from added group by org_id, event_type, status;
    return null;
end $$;

create function dead_letters_changed() returns trigger language plpgsql as $$
begin
    insert into processing_differences (org_id, subject, event_type, kind, count, bytes)
    select org_id, 'dead_letters', event_type, status, sum(n), 0
    from (select org_id, event_type, status, 1 as n from added union all select org_id, event_type, status, -1 from removed) change
    group by org_id, event_type, status
    having sum(n) <> 0;
    return null;
end $$;

create function dead_letters_removed() returns trigger language plpgsql as $$
begin
    insert into processing_differences (org_id, subject, event_type, kind, count, bytes)
    select org_id, 'dead_letters', event_type, status, -count(*), 0 from removed group by org_id, event_type, status;
    return null;
end $$;

create trigger dead_letters_added after insert on dead_letters
    referencing new table as added for each statement execute function dead_letters_added();
create trigger dead_letters_changed after update on dead_letters
    referencing new table as added old table as removed for each statement execute function dead_letters_changed();
create trigger dead_letters_removed after delete on dead_letters
    referencing old table as removed for each statement execute function dead_letters_removed();

-- A deleted payload counts no longer, though its row stays until its time is over.
create function event_payloads_added() returns trigger language plpgsql as $$
begin
    insert into processing_differences (org_id, subject, event_type, kind, count, bytes)
    select org_id, 'payloads', event_type, stage, count(*), sum(compressed_size)
    from added where deleted_at is null group by org_id, event_type, stage;
    return null;
end $$;

create function event_payloads_changed() returns trigger language plpgsql as $$
begin
    insert into processing_differences (org_id, subject, event_type, kind, count, bytes)
    select org_id, 'payloads', event_type, stage, sum(n), sum(n * compressed_size)
    from (
        select org_id, event_type, stage, compressed_size, 1 as n from added where deleted_at is null
        union all
        select org_id, event_type, stage, compressed_size, -1 from removed where deleted_at is null) change
    group by org_id, event_type, stage
    having sum(n) <> 0;
    return null;
end $$;

create function event_payloads_removed() returns trigger language plpgsql as $$
begin
    insert into processing_differences (org_id, subject, event_type, kind, count, bytes)
    select org_id, 'payloads', event_type, stage, -count(*), -sum(compressed_size)
    from removed where deleted_at is null group by org_id, event_type, stage;
    return null;
end $$;

create trigger event_payloads_added after insert on event_payloads
    referencing new table as added for each statement execute function event_payloads_added();
create trigger event_payloads_changed after update on event_payloads
    referencing new table as added old table as removed for each statement execute function event_payloads_changed();
create trigger event_payloads_removed after delete on event_payloads
    referencing old table as removed for each statement execute function event_payloads_removed();
