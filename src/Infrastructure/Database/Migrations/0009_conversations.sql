create table conversations (
    id uuid primary key,
    org_id text not null references organisations (id),
    kind text not null check (kind in ('agent', 'task', 'direct')),
    title text not null check (length(title) between 1 and 500),
    agent_type text check (agent_type in ('planning', 'executor', 'code_implementation', 'question_asking', 'consultation', 'custom')),
    owner_id text not null, -- actor id of who began it
    user_id uuid,
    is_archived boolean not null default false,
    metadata json not null default '{}',
    flow_id text check (length(flow_id) between 1 and 255),
    initiated_task_id uuid,
    message_count int not null default 0 check (message_count >= 0),
    completed_tasks int not null default 0,
    failed_tasks int not null default 0,
    total_cost_usd numeric(12,6) not null default 0,
    total_duration_seconds double precision not null default 0,
    started_at timestamptz,
    completed_at timestamptz,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    row_version int not null default 1,
    check ((kind = 'task') = (initiated_task_id is not null))
);

create unique index conversations_by_flow on conversations (org_id, flow_id) where flow_id is not null;
create unique index conversations_by_task on conversations (initiated_task_id) where kind = 'task';

-- What every member reads, and what admins read besides; the rest is found through its participants.
create index conversations_of_agents on conversations (org_id, updated_at desc, id desc) include (is_archived, user_id) where kind = 'agent';
create index conversations_of_tasks on conversations (org_id, updated_at desc, id desc) include (is_archived, user_id) where kind = 'task';
create index conversations_of_user on conversations (org_id, user_id, updated_at desc, id desc) where user_id is not null;

create table conversation_participants (
    conversation_id uuid not null references conversations (id) on delete cascade,
    org_id text not null,
    actor_id text not null,
    primary key (conversation_id, actor_id)
);

create index conversation_participants_by_actor on conversation_participants (org_id, actor_id, conversation_id);

-- No reference to tasks: a message outlives its task. Times of one conversation differ and rise in the order of commits.
create table messages (
    id uuid primary key,
    org_id text not null,
    conversation_id uuid not null references conversations (id) on delete cascade,
    role text not null check (role in ('user', 'assistant', 'system')),
    content text not null check (length(content) between 1 and 100000),
    sender_id text not null,
    task_id uuid,
    metadata json not null default '{}',
    created_at timestamptz not null
);

-- Pages and roles are chosen in the index alone; only the texts of a page are read.
create index messages_by_conversation on messages (conversation_id, created_at, id) include (role);

create function actor_id(type text, id text) returns text language sql immutable as
    $$ select case type when 'user' then 'user:' || id else id end $$;

-- Both participants of a task conversation follow owner and assignee of the task, whoever changes them.
create function follow_task_participants() returns trigger language plpgsql as $$
begin
    delete from conversation_participants p
    using conversations c
    where c.kind = 'task' and c.initiated_task_id = new.id and p.conversation_id = c.id;

    insert into conversation_participants (conversation_id, org_id, actor_id)
    select distinct c.id, c.org_id, actor
    from conversations c, unnest(array[actor_id(new.owner_type, new.owner_id), actor_id(new.assignee_type, new.assignee_id)]) as actor
    where c.kind = 'task' and c.initiated_task_id = new.id and actor is not null;

    return null;
end $$;

create trigger tasks_move_participants
    after update of owner_type, owner_id, assignee_type, assignee_id on tasks
    for each row
    when ((old.owner_type, old.owner_id, old.assignee_type, old.assignee_id)
        is distinct from (new.owner_type, new.owner_id, new.assignee_type, new.assignee_id))
    execute function follow_task_participants();
