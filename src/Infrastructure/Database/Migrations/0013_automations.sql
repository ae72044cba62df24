create table automations (
    id uuid primary key,
    org_id text not null references organisations (id),
    name text not null check (length(name) between 1 and 255),
    description text check (length(description) <= 2000),
    trigger_event_type text not null check (length(trigger_event_type) between 1 and 50),
    conditions json not null,
    condition_logic text not null check (condition_logic in ('and', 'or')),
    actions json not null,
    debounce json not null,
    limits json not null,
    is_enabled boolean not null default true,
    priority int not null default 0,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    row_version int not null default 1
);

create index automations_by_org on automations (org_id, created_at desc, id desc);

-- Grows with every change of an organisation's automations: a process compares it with what it has in memory.
create table automation_versions (
    org_id text primary key,
    version bigint not null
);

create function automations_changed() returns trigger language plpgsql as $$
begin
    insert into automation_versions (org_id, version)
    values (coalesce(new.org_id, old.org_id), 1)
    on conflict (org_id) do update set version = automation_versions.version + 1;
    return null;
end $$;

create trigger automations_changed after insert or update or delete on automations
    for each row execute function automations_changed();

-- Events that wait to run together. Any process fires a window whose time has come.
create table automation_windows (
    automation_id uuid not null references automations (id) on delete cascade,
    group_key text not null, -- instance and person, else chat
    org_id text not null,
    queue text not null,
    first_at timestamptz not null,
    fires_at timestamptz not null,
    primary key (automation_id, group_key)
);

create index automation_windows_due on automation_windows (fires_at);

create table automation_window_events (
    automation_id uuid not null,
    group_key text not null,
    event_id uuid not null,
    seq bigint generated always as identity,
    trigger json not null,
    primary key (automation_id, group_key, event_id),
    foreign key (automation_id, group_key) references automation_windows (automation_id, group_key) on delete cascade
);

-- Executions that wait or run; a row goes when its log row comes.
create table automation_executions (
    id uuid primary key,
    org_id text not null,
    automation_id uuid not null references automations (id) on delete cascade,
    event_id uuid,
    queue text not null, -- the instance, or default
    priority int not null,
    trigger json not null, -- what the actions can see
    progress json not null default '{}', -- what the actions done so far left behind
    queued_at timestamptz not null,
    claim uuid,
    leased_until timestamptz,
    unique (automation_id, event_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create index automation_executions_by_queue on automation_executions (org_id, queue, priority desc, id);

-- What limited automations began, by the minute.
create table automation_starts (
    automation_id uuid not null references automations (id) on delete cascade,
    minute timestamptz not null,
    executions int not null,
    actions int not null,
    primary key (automation_id, minute)
);

create index automation_starts_by_age on automation_starts (minute);

create table automation_logs (
    id uuid primary key,
    org_id text not null,
    automation_id uuid not null references automations (id) on delete cascade,
    event_id uuid,
    event_type text not null check (length(event_type) <= 50),
    status text not null check (status in ('success', 'failed', 'skipped')),
    conditions_matched boolean not null,
    actions_executed json not null,
    action_count int not null,
    error text,
    execution_time_ms int not null,
    created_at timestamptz not null
);

create index automation_logs_by_time on automation_logs (org_id, created_at desc, id desc);
create index automation_logs_by_status on automation_logs (org_id, status, created_at desc, id desc);
create index automation_logs_by_automation on automation_logs (automation_id, created_at desc, id desc);

-- Figures of the log: each statement appends its difference, a job folds them, readers add both.
create table automation_figures (
    org_id text primary key,
    succeeded bigint not null,
    failed bigint not null,
    skipped bigint not null,
    actions bigint not null,
    run_ms bigint not null -- of succeeded and failed ones
) with (fillfactor = 70);

create table automation_differences (
    id bigint generated always as identity primary key,
    org_id text not null,
    succeeded bigint not null,
    failed bigint not null,
    skipped bigint not null,
    actions bigint not null,
    run_ms bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create index automation_differences_by_org on automation_differences (org_id);

create function automation_logs_counted() returns trigger language plpgsql as $$
declare
    sign int := case tg_op when 'INSERT' then 1 else -1 end;
begin
    insert into automation_differences (org_id, succeeded, failed, skipped, actions, run_ms)
    select org_id, sign * count(*) filter (where status = 'success'), sign * count(*) filter (where status = 'failed'),
        sign * count(*) filter (where status = 'skipped'), sign * sum(action_count),
        sign * coalesce(sum(execution_time_ms) filter (where status <> 'skipped'), 0)
    from changed
    group by org_id;
    return null;
end $$;

create trigger automation_logs_added after insert on automation_logs
    referencing new table as changed for each statement execute function automation_logs_counted();
create trigger automation_logs_removed after delete on automation_logs
    referencing old table as changed for each statement execute function automation_logs_counted();

-- Webhook calls whose automation does not wait for the answer. The request is sealed: its headers may hold credentials.
create table automation_calls (
    id uuid primary key,
    org_id text not null,
    automation_id uuid not null references automations (id) on delete cascade,
    request bytea not null,
    timeout_ms int not null,
    attempts int not null default 0,
    due_at timestamptz not null,
    claim uuid,
    created_at timestamptz not null
);

create index automation_calls_due on automation_calls (due_at);

-- Processes that run automations and when each was last heard of.
create table automation_engines (
    id uuid primary key,
    seen_at timestamptz not null
);
