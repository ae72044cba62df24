create table pending_contributions (
    id uuid primary key,
    org_id text not null references organisations (id),
    source_agent_id text not null check (length(source_agent_id) between 1 and 255),
    run_id text check (length(run_id) <= 255),
    title text check (length(title) <= 200),
    content text not null,
    content_length int not null,
    content_hash char(64) not null,
    category text not null,
    confidence double precision not null check (confidence between 0 and 1),
    framework text check (length(framework) <= 100),
    language text check (length(language) <= 50),
    version text check (length(version) <= 50),
    tags text[],
    created_at timestamptz not null,
    is_sensitive_flagged boolean not null default false,
    conflict_action text,
    supersedes_item_id uuid,
    minhash bytea,
    review_lease_by text,
    review_lease_until timestamptz,
    row_version int not null default 1
);

create index pending_contributions_by_time on pending_contributions (org_id, created_at desc, id desc);
create index pending_contributions_by_agent on pending_contributions (org_id, source_agent_id, created_at desc, id desc);
create index pending_contributions_by_hash on pending_contributions (org_id, content_hash);

-- The vectors of a pending text, kept so that approving it needs no second embedding. The check waits for the commit, because
-- an approval first takes the contribution and then moves its vectors.
create table pending_embeddings (
    contribution_id uuid not null references pending_contributions (id) deferrable initially deferred,
    chunk int not null,
    embedding vector({dimension}) not null,
    primary key (contribution_id, chunk)
);

-- When an organisation contributed within its sliding window: one row each, so that one statement checks and counts.
create table contribution_bursts (
    org_id text primary key references organisations (id),
    times timestamptz[] not null
);

create table contribution_decisions (
    contribution_id uuid primary key,
    org_id text not null references organisations (id),
    source_agent_id text not null,
    category text not null,
    confidence double precision not null,
    submitted_at timestamptz not null,
    decision text not null check (decision in ('approved', 'rejected')),
    reason_code text,
    reason text check (length(reason) <= 1000),
    decided_by text not null,
    decided_at timestamptz not null,
    content_hash char(64) not null,
    knowledge_item_id uuid,
    restorable jsonb,
    row_version int not null -- continues that of the contribution, so that no two states share an ETag
);

create index contribution_decisions_by_agent on contribution_decisions (org_id, source_agent_id, submitted_at desc, contribution_id desc);
create index contribution_decisions_by_time on contribution_decisions (org_id, decided_at desc);
create index contribution_decisions_restorable on contribution_decisions (decided_at) where restorable is not null;

create table knowledge_items (
    id uuid primary key,
    org_id text not null references organisations (id),
    source_agent_id text not null,
    run_id text,
    title text check (length(title) <= 200),
    content text not null,
    content_hash char(64) not null,
    category text not null,
    confidence double precision not null,
    framework text,
    language text,
    version text,
    tags text[],
    contribution_id uuid,
    submitted_at timestamptz not null,
    contributed_at timestamptz not null,
    approved_at timestamptz not null,
    approved_by text not null,
    edited_by text,
    is_public boolean not null default false,
    minhash bytea,
    deleted_at timestamptz,
    quality_score double precision not null default 0.5,
    quality_computed_at timestamptz,
    retrieval_count int not null default 0,
    helpful_count int not null default 0,
    not_helpful_count int not null default 0,
    valid_at timestamptz,
    invalid_at timestamptz,
    expired_at timestamptz,
    superseded_by uuid,
    source_item_ids uuid[],
    row_version int not null default 1
);

create unique index knowledge_items_hash on knowledge_items (org_id, content_hash) where deleted_at is null and expired_at is null;
create index knowledge_items_visibility on knowledge_items (org_id, is_public);
create index knowledge_items_own on knowledge_items (org_id) where deleted_at is null;
create index knowledge_items_quality on knowledge_items (quality_score) where deleted_at is null and expired_at is null;
create index knowledge_items_newest on knowledge_items (org_id, contributed_at desc, id desc) where deleted_at is null;
create index knowledge_items_public_newest on knowledge_items (contributed_at desc, id desc) where deleted_at is null and is_public;
create index knowledge_items_sources on knowledge_items using gin (source_item_ids) where source_item_ids is not null;
create index knowledge_items_contribution on knowledge_items (contribution_id);

-- One row per chunk; org_id, is_public and is_live follow the item in the transaction that changes it; a deleted item has none.
create table knowledge_embeddings (
    item_id uuid not null references knowledge_items (id) on delete cascade,
    chunk int not null,
    org_id text not null,
    is_public boolean not null,
    is_live boolean not null default true,
    embedding vector({dimension}) not null,
    primary key (item_id, chunk)
);

create index knowledge_embeddings_public on knowledge_embeddings using hnsw (embedding vector_cosine_ops)
    with (m = 16, ef_construction = 64) where is_public and is_live;
create index knowledge_embeddings_own on knowledge_embeddings (org_id) where not is_public;
create index knowledge_embeddings_past on knowledge_embeddings (org_id) where not is_live;

create table quality_signals (
    id uuid primary key,
    knowledge_item_id uuid not null references knowledge_items (id) on delete cascade,
    signal_type text not null
        check (signal_type in ('retrieval', 'outcome_solved', 'outcome_not_helpful', 'contradiction', 'contradiction_cluster')),
    agent_id text,
    org_id text not null,
    run_id text,
    is_self boolean not null default false,
    superseded_at timestamptz,
    metadata jsonb,
    created_at timestamptz not null
);

create index quality_signals_by_item on quality_signals (knowledge_item_id, signal_type, created_at) include (org_id, is_self);
create index quality_signals_by_time on quality_signals (signal_type, created_at);
create index quality_signals_recent on quality_signals using brin (created_at);
-- Agents of two organisations may bear one name.
create unique index quality_signals_vote on quality_signals (knowledge_item_id, org_id, agent_id)
    where signal_type in ('outcome_solved', 'outcome_not_helpful') and superseded_at is null;

create table auto_approve_rules (
    id uuid primary key,
    org_id text not null references organisations (id),
    category text not null,
    is_auto_approve boolean not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    row_version int not null default 1,
    unique (org_id, category)
);
