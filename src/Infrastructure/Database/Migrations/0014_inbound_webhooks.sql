create table webhook_sources (
    id uuid primary key,
    org_id text not null references organisations (id),
    name text not null check (name ~ '^[a-z0-9][a-z0-9-]{0,34}$'),
    provider text not null check (provider in ('github', 'jira', 'slack', 'sentry', 'generic')),
    description text check (length(description) <= 1000),
    secret bytea,
    expected_headers jsonb not null default '{}',
    enabled boolean not null default true,
    is_builtin boolean not null default false,
    default_command text,
    commands jsonb not null default '[]',
    created_by text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    row_version int not null default 1,
    unique (org_id, name)
);

create index webhook_sources_by_time on webhook_sources (org_id, created_at desc, id desc);

-- What a source has received, spread over slots so that deliveries at once do not wait for each other.
create table webhook_source_counts (
    source_id uuid not null references webhook_sources (id) on delete cascade,
    slot int not null,
    received bigint not null,
    accepted bigint not null,
    last_event_at timestamptz not null,
    primary key (source_id, slot)
);

create table webhook_events (
    id uuid primary key,
    org_id text not null,
    source_id uuid not null references webhook_sources (id) on delete cascade,
    provider text not null,
    event_type text,
    payload text,
    delivery_id text,
    flow_id text,
    text text,
    author text,
    matched_command text,
    task_id uuid,
    hivemind_event_id uuid,
    outcome text not null check (outcome in ('received', 'rejected', 'skipped', 'queued')),
    reason text,
    created_at timestamptz not null
);

create unique index webhook_events_once on webhook_events (source_id, delivery_id) where delivery_id is not null and outcome = 'queued';
create index webhook_events_by_org on webhook_events (org_id, created_at desc, id desc);
create index webhook_events_by_source on webhook_events (source_id, created_at desc, id desc);
create index webhook_events_by_event on webhook_events (hivemind_event_id) where hivemind_event_id is not null;
create index webhook_events_by_task on webhook_events (task_id) where task_id is not null;
create index webhook_events_by_age on webhook_events using brin (created_at);

-- Hivemind's own words that come back by webhook are found by what the workers noted.
create index tasks_by_external_ref on tasks using gin (external_refs) where external_refs <> '{}';

insert into webhook_sources (id, org_id, name, provider, enabled, is_builtin, default_command, created_by, created_at, updated_at)
select gen_random_uuid(), organisations.id, provider, provider, false, true, 'ask', 'hivemind', now(), now()
from organisations
cross join unnest(array['github', 'jira', 'slack', 'sentry']) as provider;
