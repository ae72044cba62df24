create table webhook_endpoints (
    id uuid primary key,
    org_id text not null references organisations (id),
    url text not null check (length(url) <= 2048),
    description text check (length(description) <= 1000),
    event_types text[],
    is_active boolean not null default true,
    disabled_reason text check (disabled_reason in ('gone', 'failing', 'manual')),
    disabled_at timestamptz,
    failing_since timestamptz,
    failures_in_row int not null default 0,
    circuit_open_until timestamptz,
    circuit_opened_times int not null default 0,
    max_concurrency int not null default 4 check (max_concurrency between 1 and 20),
    secret bytea not null,
    previous_secret bytea,
    previous_secret_until timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    row_version int not null default 1
);

create index webhook_endpoints_by_org on webhook_endpoints (org_id, created_at desc, id desc);

create table webhook_deliveries (
    id uuid primary key,
    org_id text not null,
    endpoint_id uuid not null references webhook_endpoints (id) on delete cascade,
    event text not null,
    payload text not null,
    status text not null check (status in ('pending', 'succeeded', 'failed')),
    attempts int not null default 0,
    attempts_before int not null default 0, -- made before it was started again: the schedule begins anew there
    response_code int,
    error text,
    next_attempt_at timestamptz,
    leased_until timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    completed_at timestamptz,
    check ((status = 'pending') = (next_attempt_at is not null))
);

create index webhook_deliveries_due on webhook_deliveries (endpoint_id, next_attempt_at, id) where status = 'pending';
create index webhook_deliveries_leased on webhook_deliveries (endpoint_id) where leased_until is not null;
create index webhook_deliveries_by_endpoint on webhook_deliveries (endpoint_id, created_at desc, id desc);
create index webhook_deliveries_by_age on webhook_deliveries using brin (created_at);

create table webhook_attempts (
    delivery_id uuid not null references webhook_deliveries (id) on delete cascade,
    attempt int not null,
    started_at timestamptz not null,
    duration_ms int not null,
    response_code int,
    response_excerpt text,
    error text,
    primary key (delivery_id, attempt)
);
