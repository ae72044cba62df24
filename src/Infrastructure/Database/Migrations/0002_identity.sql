create table users (
    id uuid primary key,
    org_id text not null references organisations (id),
    email text not null,
    password_hash text not null,
    name text not null check (length(name) between 1 and 255),
    is_active boolean not null default true,
    is_online boolean not null default false,
    impact_score int not null default 0,
    skills text[] not null default '{}',
    role text check (length(role) <= 255),
    status text not null default 'available',
    org_role text not null check (org_role in ('owner', 'admin', 'member')),
    last_seen_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    row_version int not null default 1
);

create unique index users_email on users (lower(email));
create index users_by_org on users (org_id, created_at desc, id desc);

create table invitations (
    id uuid primary key,
    org_id text not null references organisations (id),
    email text,
    name text,
    org_role text not null check (org_role in ('owner', 'admin', 'member')),
    token_hash char(64) not null unique,
    invited_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    accepted_by uuid,
    revoked_at timestamptz
);

create index invitations_by_org on invitations (org_id, created_at desc, id desc);

create table sessions (
    id uuid primary key,
    org_id text not null,
    user_id uuid not null references users (id) on delete cascade,
    token_hash char(64) not null unique,
    created_at timestamptz not null,
    last_used_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    user_agent text,
    ip text
);

create index sessions_by_user on sessions (user_id, created_at desc, id desc);
create index sessions_by_end on sessions (expires_at);

create table api_keys (
    id uuid primary key,
    org_id text not null references organisations (id),
    agent_id text not null check (length(agent_id) between 1 and 255),
    name text not null check (length(name) between 1 and 255),
    key_prefix char(8) not null,
    key_hash char(64) not null unique,
    tier text not null default 'free',
    scopes text[],
    rate_limit_per_minute int,
    request_count int not null default 0,
    billing_period_start timestamptz not null,
    billing_period_reset_days int not null default 30,
    is_active boolean not null default true,
    created_by text not null,
    created_at timestamptz not null,
    last_used_at timestamptz,
    expires_at timestamptz,
    revoked_at timestamptz,
    revoke_reason text,
    row_version int not null default 1
);

create index api_keys_by_org on api_keys (org_id, created_at desc, id desc);
create index api_keys_by_agent on api_keys (org_id, agent_id);

-- A ticket opens one stream; the row goes with its use. credential_* says whose life the stream then shares.
create table stream_tickets (
    token_hash char(64) primary key,
    principal jsonb not null,
    expires_at timestamptz not null
);

create table agent_roles (
    org_id text not null references organisations (id),
    agent_id text not null,
    role text not null check (role in ('admin', 'contributor')),
    assigned_by text not null,
    created_at timestamptz not null,
    primary key (org_id, agent_id)
);

create table policies (
    id uuid primary key,
    org_id text not null references organisations (id),
    agent_id text not null,
    object text not null,
    action text not null check (action in ('read', 'write', 'review', 'manage', 'none')),
    created_by text not null,
    created_at timestamptz not null,
    unique (org_id, agent_id, object, action)
);

create table failed_logins (
    key text not null,
    at timestamptz not null
);

create index failed_logins_by_key on failed_logins (key, at);
