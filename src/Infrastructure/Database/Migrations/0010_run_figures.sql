-- Figures are kept as differences: triggers append what a change adds (+) and takes away (-), a job folds that into the tables
-- that answers are read from, and readers add both in one statement. docs/decisions/0010-figures-from-differences.md

-- The cell of a number in a histogram with 16 cells per power of two, cut out of the bits of the number. LogHistogram is its twin.
create function log_cell(value bigint) returns int language sql immutable parallel safe as $$
    select case
        when value < 1 then 0
        else get_byte(float8send(value::float8), 0) * 256 + get_byte(float8send(value::float8), 1) - 16368
    end
$$;

create function microseconds(span interval) returns bigint language sql immutable parallel safe as $$
    select (extract(epoch from span) * 1000000)::bigint
$$;

-- Numbers of things that exist now: dimension status, priority, category (tasks of both kinds, not deleted) and user (active,
-- online). The organisation '' stands for the whole deployment.
create table counters (
    org_id text not null,
    dimension text not null,
    key text not null,
    n bigint not null,
    primary key (org_id, dimension, key) include (n)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.1);

create table counter_changes (
    org_id text not null,
    dimension text not null,
    key text not null,
    n int not null
) with (autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_threshold = 1000);

create index counter_changes_by_org on counter_changes (org_id) include (dimension, key, n);

-- What runs amount to, deleted ones included, by the hour they were created in. The keys of a difference are all it can be asked by.
create table run_changes (
    org_id text not null,
    hour timestamptz not null,
    agent text,
    source text,
    status text not null,
    model text,
    age_cell int, -- of completed_at - created_at in microseconds
    runs int not null,
    finished int not null,
    ran int not null, -- finished and started before
    counted int not null, -- tokens are known
    priced int not null, -- the cost is known
    cost_usd numeric not null,
    tokens bigint not null,
    age_us bigint not null, -- completed_at - created_at
    run_us bigint not null, -- completed_at - started_at
    duration_us bigint not null
) with (autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_threshold = 1000);

create index run_changes_by_org on run_changes (org_id, hour);

-- Dimension all (every grain), agent (day, all), source, status and model (all), age (day; the key is its cell).
create table run_figures (
    org_id text not null,
    dimension text not null,
    grain text not null,
    bucket timestamptz not null,
    key text not null,
    runs bigint not null,
    completed bigint not null,
    failed bigint not null,
    finished bigint not null,
    ran bigint not null,
    counted bigint not null,
    priced bigint not null,
    cost_usd numeric not null,
    tokens bigint not null,
    age_us bigint not null,
    run_us bigint not null,
    duration_us bigint not null,
    primary key (org_id, dimension, grain, bucket, key)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.1);

-- The rows of run_figures that a difference belongs to.
create function run_figure_places(hour timestamptz, agent text, source text, status text, model text, age_cell int)
returns table (dimension text, grain text, bucket timestamptz, key text) language sql immutable parallel safe as $$
    select place.dimension, place.grain, place.bucket, place.key
    from (values
        ('all', 'hour', hour, ''),
        ('all', 'day', date_trunc('day', hour at time zone 'UTC') at time zone 'UTC', ''),
        ('all', 'all', '-infinity'::timestamptz, ''),
        ('agent', 'day', date_trunc('day', hour at time zone 'UTC') at time zone 'UTC', agent),
        ('agent', 'all', '-infinity'::timestamptz, agent),
        ('source', 'all', '-infinity'::timestamptz, source),
        ('status', 'all', '-infinity'::timestamptz, status),
        ('model', 'all', '-infinity'::timestamptz, model),
        ('age', 'day', date_trunc('day', hour at time zone 'UTC') at time zone 'UTC', age_cell::text)
    ) place (dimension, grain, bucket, key)
    where place.key is not null
$$;

-- What readers read: folded and unfolded together.
create view run_figures_now as
    select org_id, dimension, grain, bucket, key, runs, completed, failed, finished, ran, counted, priced, cost_usd, tokens, age_us,
        run_us, duration_us
    from run_figures
    union all
    select change.org_id, place.dimension, place.grain, place.bucket, place.key, change.runs,
        case change.status when 'completed' then change.runs else 0 end, case change.status when 'failed' then change.runs else 0 end,
        change.finished, change.ran, change.counted, change.priced, change.cost_usd, change.tokens, change.age_us, change.run_us,
        change.duration_us
    from run_changes change
    cross join lateral run_figure_places(change.hour, change.agent, change.source, change.status, change.model, change.age_cell) place;

-- The figures of one dimension and grain in a span, for each bucket or for the whole of it.
create function run_figures_of(org text, figure_dimension text, figure_grain text, since timestamptz, until timestamptz, is_whole boolean)
returns table (bucket timestamptz, key text, runs bigint, completed bigint, failed bigint, finished bigint, ran bigint, counted bigint,
    priced bigint, cost_usd numeric, tokens bigint, age_us numeric, run_us numeric, duration_us numeric)
language sql stable parallel safe as $$
    select case when is_whole then since else figure.bucket end, figure.key, sum(figure.runs)::bigint, sum(figure.completed)::bigint,
        sum(figure.failed)::bigint, sum(figure.finished)::bigint, sum(figure.ran)::bigint, sum(figure.counted)::bigint,
        sum(figure.priced)::bigint, trim_scale(sum(figure.cost_usd)), sum(figure.tokens)::bigint, sum(figure.age_us), sum(figure.run_us),
        sum(figure.duration_us)
    from run_figures_now figure
    where figure.org_id = org and figure.dimension = figure_dimension and figure.grain = figure_grain
        and figure.bucket >= since and figure.bucket < until
    group by 1, 2
    having sum(figure.runs) > 0
$$;

-- One run as a difference.
create function run_change(run tasks, sign int) returns setof run_changes language sql stable parallel safe as $$
    select run.org_id, date_trunc('hour', run.created_at at time zone 'UTC') at time zone 'UTC', run.assigned_agent, run.source, run.status,
        run.model, log_cell(microseconds(run.completed_at - run.created_at)), sign,
        case when run.completed_at is not null then sign else 0 end,
        case when run.completed_at is not null and run.started_at is not null then sign else 0 end,
        case when run.input_tokens is not null or run.output_tokens is not null then sign else 0 end,
        case when run.cost_usd is not null then sign else 0 end,
        sign * coalesce(run.cost_usd, 0),
        sign * (coalesce(run.input_tokens, 0) + coalesce(run.output_tokens, 0)),
        sign * coalesce(microseconds(run.completed_at - run.created_at), 0),
        sign * coalesce(microseconds(run.completed_at - run.started_at), 0),
        sign * coalesce((run.duration_seconds * 1000000)::bigint, 0)
    where run.kind = 'run'
$$;

create function counter_change(task tasks, sign int) returns setof counter_changes language sql immutable parallel safe as $$
    select task.org_id, counter.dimension, counter.key, sign
    from (values ('status', task.status), ('priority', task.priority), ('category', coalesce(task.category, 'uncategorized')))
        counter (dimension, key)
    where task.deleted_at is null
$$;

create function count_added_tasks() returns trigger language plpgsql as $$
begin
    insert into counter_changes (org_id, dimension, key, n)
    select change.org_id, change.dimension, change.key, sum(change.n)
    from added
    cross join lateral counter_change(added::tasks, 1) change
    group by change.org_id, change.dimension, change.key;

    insert into run_changes
    select change.org_id, change.hour, change.agent, change.source, change.status, change.model, change.age_cell, sum(change.runs),
        sum(change.finished), sum(change.ran), sum(change.counted), sum(change.priced), sum(change.cost_usd), sum(change.tokens),
        sum(change.age_us), sum(change.run_us), sum(change.duration_us)
    from added
    cross join lateral run_change(added::tasks, 1) change
    group by change.org_id, change.hour, change.agent, change.source, change.status, change.model, change.age_cell;
    return null;
end
$$;

-- Updates are most of what happens to a task, and most move no figure: the conditions let those pass at no cost.
create function count_moved_task() returns trigger language plpgsql as $$
begin
    insert into counter_changes select change.* from counter_change(old, -1) change;
    insert into counter_changes select change.* from counter_change(new, 1) change;
    return null;
end
$$;

create function count_moved_run() returns trigger language plpgsql as $$
begin
    insert into run_changes select change.* from run_change(old, -1) change;
    insert into run_changes select change.* from run_change(new, 1) change;
    return null;
end
$$;

create function count_removed_task() returns trigger language plpgsql as $$
begin
    insert into counter_changes select change.* from counter_change(old, -1) change;
    insert into run_changes select change.* from run_change(old, -1) change;
    return null;
end
$$;

create trigger figures_add after insert on tasks
    referencing new table as added for each statement execute function count_added_tasks();

create trigger figures_move after update on tasks for each row
    when (
        (old.org_id, old.status, old.priority, old.category, old.deleted_at is null)
        is distinct from (new.org_id, new.status, new.priority, new.category, new.deleted_at is null))
    execute function count_moved_task();

create trigger figures_move_run after update on tasks for each row
    when (
        (old.org_id, old.kind, old.created_at, old.assigned_agent, old.source, old.status, old.model, old.started_at, old.completed_at,
            old.input_tokens, old.output_tokens, old.cost_usd, old.duration_seconds)
        is distinct from (new.org_id, new.kind, new.created_at, new.assigned_agent, new.source, new.status, new.model, new.started_at,
            new.completed_at, new.input_tokens, new.output_tokens, new.cost_usd, new.duration_seconds))
    execute function count_moved_run();

create trigger figures_remove after delete on tasks for each row execute function count_removed_task();

create function counter_change(person users, sign int) returns setof counter_changes language sql immutable parallel safe as $$
    select person.org_id, 'user', counter.key, sign
    from (values ('active', person.is_active), ('online', person.is_online)) counter (key, holds)
    where counter.holds
$$;

create function count_user() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        insert into counter_changes select change.* from counter_change(old, -1) change;
    end if;

    if tg_op <> 'DELETE' then
        insert into counter_changes select change.* from counter_change(new, 1) change;
    end if;

    return null;
end
$$;

create trigger figures_count after insert or delete on users for each row execute function count_user();

create trigger figures_move after update on users for each row
    when ((old.org_id, old.is_active, old.is_online) is distinct from (new.org_id, new.is_active, new.is_online))
    execute function count_user();

-- What conversations of agents amount to, by the day they began on. Direct ones are nobody else's business.
create table conversation_changes (
    org_id text not null,
    day timestamptz not null,
    conversations int not null,
    tasks int not null,
    cost_usd numeric not null,
    duration_us bigint not null
) with (autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_threshold = 1000);

create index conversation_changes_by_org on conversation_changes (org_id, day);

create table conversation_figures (
    org_id text not null,
    day timestamptz not null,
    conversations bigint not null,
    tasks bigint not null,
    cost_usd numeric not null,
    duration_us bigint not null,
    primary key (org_id, day)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.1);

create view conversation_figures_now as
    select org_id, day, conversations, tasks, cost_usd, duration_us from conversation_figures
    union all
    select org_id, day, conversations, tasks, cost_usd, duration_us from conversation_changes;

create function conversation_change(conversation conversations, sign int) returns setof conversation_changes language sql stable parallel safe as $$
    select conversation.org_id, date_trunc('day', conversation.created_at at time zone 'UTC') at time zone 'UTC', sign,
        sign * (conversation.completed_tasks + conversation.failed_tasks), sign * conversation.total_cost_usd,
        sign * (conversation.total_duration_seconds * 1000000)::bigint
    where conversation.kind = 'agent'
$$;

create function count_added_conversations() returns trigger language plpgsql as $$
begin
    insert into conversation_changes
    select change.org_id, change.day, sum(change.conversations), sum(change.tasks), sum(change.cost_usd), sum(change.duration_us)
    from added
    cross join lateral conversation_change(added::conversations, 1) change
    group by change.org_id, change.day;
    return null;
end
$$;

create function count_conversation() returns trigger language plpgsql as $$
begin
    insert into conversation_changes select change.* from conversation_change(old, -1) change;
    if tg_op = 'UPDATE' then
        insert into conversation_changes select change.* from conversation_change(new, 1) change;
    end if;

    return null;
end
$$;

create trigger figures_add after insert on conversations
    referencing new table as added for each statement execute function count_added_conversations();

create trigger figures_move after update on conversations for each row
    when (
        (old.org_id, old.kind, old.created_at, old.completed_tasks, old.failed_tasks, old.total_cost_usd, old.total_duration_seconds)
        is distinct from
        (new.org_id, new.kind, new.created_at, new.completed_tasks, new.failed_tasks, new.total_cost_usd, new.total_duration_seconds))
    execute function count_conversation();

create trigger figures_remove after delete on conversations for each row execute function count_conversation();

create index conversations_of_agents_by_start on conversations (org_id, created_at desc, id desc) where kind = 'agent';

-- What was there before. The triggers hold writers off until this commits, so nothing is missed or counted twice.
insert into counter_changes (org_id, dimension, key, n)
select change.org_id, change.dimension, change.key, count(*)
from tasks task
cross join lateral counter_change(task, 1) change
group by change.org_id, change.dimension, change.key
union all
select change.org_id, change.dimension, change.key, count(*)
from users person
cross join lateral counter_change(person, 1) change
group by change.org_id, change.dimension, change.key;

insert into run_changes
select change.* from tasks task cross join lateral run_change(task, 1) change;

insert into conversation_changes
select change.* from conversations conversation cross join lateral conversation_change(conversation, 1) change;

-- What a million tokens cost. Rows are never changed: a price holds until the next one of its model and kind.
create table model_prices (
    id uuid primary key,
    org_id text references organisations (id), -- null for the deployment
    model text not null check (length(model) between 1 and 255),
    token_kind text not null check (length(token_kind) between 1 and 64),
    usd_per_million numeric(12, 6) not null check (usd_per_million >= 0),
    effective_from timestamptz not null,
    created_by text not null,
    created_at timestamptz not null
);

create unique index model_prices_by_start on model_prices (coalesce(org_id, ''), lower(model), token_kind, effective_from);
create index model_prices_by_creation on model_prices (coalesce(org_id, ''), created_at desc, id desc);

insert into model_prices (id, org_id, model, token_kind, usd_per_million, effective_from, created_by, created_at)
values
    ('00dc6acf-ac00-7000-8000-000000000001', null, 'opus', 'input', 15, '2000-01-01Z', 'hivemind', '2000-01-01Z'),
    ('00dc6acf-ac00-7000-8000-000000000002', null, 'opus', 'output', 75, '2000-01-01Z', 'hivemind', '2000-01-01Z'),
    ('00dc6acf-ac00-7000-8000-000000000003', null, 'sonnet', 'input', 3, '2000-01-01Z', 'hivemind', '2000-01-01Z'),
    ('00dc6acf-ac00-7000-8000-000000000004', null, 'sonnet', 'output', 15, '2000-01-01Z', 'hivemind', '2000-01-01Z'),
    ('00dc6acf-ac00-7000-8000-000000000005', null, '*', 'input', 3, '2000-01-01Z', 'hivemind', '2000-01-01Z'),
    ('00dc6acf-ac00-7000-8000-000000000006', null, '*', 'output', 15, '2000-01-01Z', 'hivemind', '2000-01-01Z');

-- Runs whose computed cost a price of the past changes, still to be gone through: one row for each such price.
create table cost_recounts (
    price_id uuid primary key references model_prices (id) on delete cascade,
    org_id text not null,
    after_id uuid not null default '00000000-0000-0000-0000-000000000000', -- runs up to here are done
    created_at timestamptz not null
);

create index tasks_by_computed_cost on tasks (org_id, id) where cost_source = 'computed';
