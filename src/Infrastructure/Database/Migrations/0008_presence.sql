-- One row per open socket: the truth about presence, over all processes. A row whose process died is found by its heartbeat.
create table user_connections (
    id uuid primary key,
    org_id text not null,
    user_id uuid, -- null for a key; no reference, as it would lock the user a second time
    actor_id text not null,
    server_id text not null,
    connected_at timestamptz not null,
    last_heartbeat_at timestamptz not null
);

create index user_connections_by_user on user_connections (user_id) where user_id is not null;
create index user_connections_by_actor on user_connections (org_id, actor_id);
create index user_connections_by_server on user_connections (server_id);
create index user_connections_by_heartbeat on user_connections (last_heartbeat_at);

create index users_online on users (org_id, last_seen_at desc, id desc) where is_online and is_active;
