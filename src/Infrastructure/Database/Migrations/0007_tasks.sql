create table agent_definitions (
    org_id text references organisations (id), -- null for the built-in ones
    name text not null check (name ~ '^[a-z0-9_-]{1,64}$'),
    agent_type text not null,
    description text not null default '' check (length(description) <= 1000),
    max_concurrent int not null default 3 check (max_concurrent between 1 and 10),
    timeout_seconds int not null default 600 check (timeout_seconds >= 60),
    priority int not null default 50 check (priority between 0 and 100),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    row_version int not null default 1,
    unique nulls not distinct (org_id, name)
);

insert into agent_definitions (name, agent_type, description)
values ('planning', 'planning', 'Breaks a goal into steps and decides who does them.'),
    ('executor', 'executor', 'Carries out one step with the tools it has.'),
    ('code_implementation', 'code_implementation', 'Writes and changes code.'),
    ('question_asking', 'question_asking', 'Finds out what is still unclear and asks for it.'),
    ('consultation', 'consultation', 'Answers questions and gives advice.');

-- One table, two kinds: work on the human board, and runs of agents. Lease, output and input change often: no index holds them,
-- so that these updates stay in the row's page.
create table tasks (
    id uuid primary key,
    org_id text not null references organisations (id),
    kind text not null check (kind in ('work', 'run')),
    title text not null check (length(title) between 1 and 500),
    description text,
    status text not null
        check (status in ('draft', 'available', 'in_progress', 'queued', 'running', 'waiting_input', 'completed', 'failed', 'cancelled')),
    priority text not null default 'medium' check (priority in ('urgent', 'high', 'medium', 'low')),
    priority_rank smallint not null
        generated always as (case priority when 'urgent' then 0 when 'high' then 1 when 'medium' then 2 else 3 end) stored,
    category text check (length(category) <= 255),
    owner_type text not null check (owner_type in ('user', 'agent')),
    owner_id text not null check (length(owner_id) <= 255),
    assignee_type text check (assignee_type in ('user', 'agent')),
    assignee_id text check (length(assignee_id) <= 255),
    conversation_id uuid,
    project_id uuid,
    parent_task_id uuid,
    initiated_task_id uuid,
    flow_id text check (length(flow_id) <= 255),
    created_at timestamptz not null,
    started_at timestamptz,
    completed_at timestamptz,
    updated_at timestamptz not null,
    deleted_at timestamptz,
    row_version int not null default 1,

    assigned_at timestamptz,
    impact_points int not null default 0 check (impact_points >= 0),
    estimated_hours numeric(10, 2) check (estimated_hours >= 0),
    location text,
    team_size int check (team_size >= 1),
    due_date timestamptz,
    required_skills text[] not null default '{}',
    dependencies uuid[] not null default '{}',
    definition_of_done text,
    success_metrics text[] not null default '{}',
    deliverables text[] not null default '{}',

    agent_type text check (agent_type in ('planning', 'executor', 'code_implementation', 'question_asking', 'consultation', 'custom')),
    assigned_agent text check (length(assigned_agent) <= 64),
    session_id text check (length(session_id) <= 255),
    input_message text check (length(input_message) >= 1),
    result text,
    error text,
    error_code text check (length(error_code) <= 100),
    model text check (length(model) <= 255),
    tokens jsonb,
    input_tokens bigint check (input_tokens >= 0),
    output_tokens bigint check (output_tokens >= 0),
    cost_usd numeric(12, 6) check (cost_usd >= 0),
    cost_source text check (cost_source in ('reported', 'computed')),
    duration_seconds double precision check (duration_seconds >= 0),
    source text check (source in ('dashboard', 'webhook', 'api', 'automation')),
    source_metadata jsonb,
    external_refs text[] not null default '{}',
    caused_by_event_id uuid,

    output_seq int not null default 0,
    output_bytes bigint not null default 0,
    last_input text,
    claimed_by text,
    lease_seconds int,
    lease_expires_at timestamptz, -- null while it waits for input: the lease is paused
    running_since timestamptz, -- moved on by the time it waited for input
    waiting_since timestamptz,
    attempts int not null default 0,

    check (kind = 'run' or status not in ('queued', 'running', 'waiting_input', 'failed')),
    check (kind = 'work' or status not in ('draft', 'available', 'in_progress')),
    check (kind = 'work' or (input_message is not null and source is not null))
) with (fillfactor = 80);

-- What can be claimed, and what takes an agent's slots.
create index tasks_active on tasks (org_id, (coalesce(assigned_agent, '')), status, priority_rank, created_at, id)
    where status in ('queued', 'running', 'waiting_input');
create index tasks_running on tasks (id) where status = 'running';

-- One index for each order of the list, nulls lowest; equal values go by time and id.
create index tasks_by_created_at on tasks (org_id, created_at, id) where deleted_at is null;
create index tasks_by_updated_at on tasks (org_id, updated_at, created_at, id) where deleted_at is null;
create index tasks_by_started_at on tasks (org_id, (coalesce(started_at, '-infinity')), created_at, id) where deleted_at is null;
create index tasks_by_completed_at on tasks (org_id, (coalesce(completed_at, '-infinity')), created_at, id) where deleted_at is null;
create index tasks_by_due_date on tasks (org_id, (coalesce(due_date, '-infinity')), created_at, id) where deleted_at is null;
create index tasks_by_priority on tasks (org_id, priority_rank, created_at, id) include (kind, status, assigned_agent) where deleted_at is null;
create index tasks_by_status on tasks (org_id, status, created_at, id) include (kind, priority_rank, category, assigned_agent) where deleted_at is null;
create index tasks_by_title on tasks (org_id, (left(title, 100) collate "C"), created_at, id) where deleted_at is null;
create index tasks_by_cost on tasks (org_id, (coalesce(cost_usd, -1)), created_at, id) where deleted_at is null;
create index tasks_by_duration on tasks (org_id, (coalesce(duration_seconds, -1)), created_at, id) where deleted_at is null;

-- One index for each filter. What goes together with it is included, so that the rows need not be read to be counted.
create index tasks_by_kind on tasks (org_id, kind, created_at, id) include (status, priority_rank, category, assigned_agent)
    where deleted_at is null;
create index tasks_by_category on tasks (org_id, category, created_at, id) include (kind, status, priority_rank)
    where deleted_at is null and category is not null;
create index tasks_by_owner on tasks (org_id, owner_id, created_at, id) include (kind, status, priority_rank) where deleted_at is null;
create index tasks_by_assignee on tasks (org_id, assignee_id, created_at, id) include (kind, status, priority_rank)
    where deleted_at is null and assignee_id is not null;
create index tasks_by_agent on tasks (org_id, assigned_agent, created_at, id) include (kind, status, priority_rank)
    where deleted_at is null and assigned_agent is not null;
create index tasks_by_session on tasks (org_id, session_id, created_at, id) where deleted_at is null and session_id is not null;
create index tasks_by_conversation on tasks (org_id, conversation_id, created_at, id) where conversation_id is not null;
create index tasks_by_flow on tasks (org_id, flow_id, created_at, id) where deleted_at is null and flow_id is not null;
create index tasks_by_parent on tasks (org_id, parent_task_id, created_at, id) where deleted_at is null and parent_task_id is not null;

create table task_output_chunks (
    task_id uuid not null references tasks (id) on delete cascade,
    seq int not null,
    content text not null,
    created_at timestamptz not null,
    primary key (task_id, seq)
);

-- Agents whose counts changed, one row for each change; announced once a second and removed.
create table agent_changes (
    id bigint generated always as identity primary key,
    org_id text not null,
    name text not null
);
