-- What a second look at the first hits of a search reads: the signs of the tokens' states, for each piece of a text (ADR 16). In
-- tables of their own, so that comparing vectors one by one does not read them. They go when the vectors go.
create table token_signatures (
    item_id uuid not null references knowledge_items (id) on delete cascade,
    piece int not null,
    signature bytea not null,
    primary key (item_id, piece)
);

create table pending_token_signatures (
    contribution_id uuid not null references pending_contributions (id) deferrable initially deferred,
    piece int not null,
    signature bytea not null,
    primary key (contribution_id, piece)
);

-- Signs are noise to a compressor.
alter table token_signatures alter column signature set storage external;
alter table pending_token_signatures alter column signature set storage external;

create function forget_token_signatures() returns trigger language plpgsql as $$
begin
    delete from token_signatures where item_id = new.id;
    return null;
end
$$;

create trigger forget_token_signatures after update on knowledge_items for each row
    when (old.deleted_at is null and new.deleted_at is not null)
    execute function forget_token_signatures();
