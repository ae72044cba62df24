-- An organisation's connections to platforms. Nothing here installs them yet: rows come from outside.
create table oauth_installations (
    id uuid primary key,
    org_id text not null references organisations (id),
    platform text not null check (platform in ('github', 'jira', 'slack')),
    status text not null check (status in ('active', 'revoked', 'expired')),
    scopes text[] not null default '{}',
    external_org text,
    webhook_registered boolean not null default false,
    webhook_url text,
    webhook_error text,
    installed_at timestamptz not null,
    updated_at timestamptz not null
);

create index oauth_installations_by_org on oauth_installations (org_id, platform, installed_at desc) where status = 'active';

create table data_sources (
    id uuid primary key,
    org_id text not null references organisations (id),
    source_type text not null check (source_type in ('github', 'jira', 'confluence')),
    name text not null check (length(name) between 1 and 255),
    enabled boolean not null,
    config json not null,
    last_sync_at timestamptz,
    last_sync_status text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    row_version int not null default 1,
    unique (org_id, source_type, name)
);

create index data_sources_by_org on data_sources (org_id, created_at desc, id desc);
