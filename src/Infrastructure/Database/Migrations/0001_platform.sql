create extension if not exists vector;
create extension if not exists pg_trgm;

create table deployment_config (
    key text primary key,
    value text not null,
    updated_at timestamptz not null default now()
);

create table organisations (
    id text primary key check (length(id) between 1 and 255),
    name text not null check (length(name) between 1 and 255),
    settings jsonb not null default '{}',
    created_at timestamptz not null,
    updated_at timestamptz not null,
    row_version int not null default 1
);

-- Append-only. tx and id give every reader in every process one order; rows below the snapshot's horizon are complete.
create table stream_events (
    tx xid8 not null default pg_current_xact_id(),
    id bigint generated always as identity,
    org_id text not null,
    is_public boolean not null,
    topic text not null,
    name text not null,
    payload text not null check (octet_length(payload) <= 8192),
    created_at timestamptz not null,
    primary key (tx, id)
);

create index stream_events_by_time on stream_events using brin (created_at);

create table audit_log (
    org_id text not null,
    id uuid not null,
    actor text not null,
    action text not null,
    target_type text not null,
    target_id text not null,
    details jsonb,
    ip text,
    created_at timestamptz not null,
    primary key (org_id, id)
);

create index audit_log_by_time on audit_log (org_id, created_at desc, id desc);
create index audit_log_by_target on audit_log (org_id, target_type, target_id, created_at desc);

create table idempotency_records (
    principal text not null,
    method text not null,
    path text not null,
    key text not null,
    body_hash text not null,
    claimed_at timestamptz not null,
    completed_at timestamptz,
    answer jsonb,
    refusal jsonb,
    primary key (principal, method, path, key)
);

create index idempotency_records_by_age on idempotency_records (claimed_at);

-- Exact counters of the limits that hold over all processes: one row per limit, key and window.
create table rate_counters (
    name text not null,
    key text not null,
    window_start timestamptz not null,
    count int not null,
    primary key (name, key, window_start)
);
