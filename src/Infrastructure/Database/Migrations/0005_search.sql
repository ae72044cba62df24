-- The word index: one row for each lexeme of an item. Public rows have the scope '', private ones that of their organisation;
-- superseded rows (not live) are kept for searches in the past. Maintained by the triggers below alone.
create table search_postings (
    scope text not null,
    is_live boolean not null,
    lexeme text not null,
    item_id uuid not null,
    frequency real not null,
    length real not null,
    primary key (scope, is_live, lexeme, item_id) include (frequency, length)
) with (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.05);

-- In how many items a lexeme occurs. The lexeme '' counts the items themselves and the sum of their lengths.
create table search_lexemes (
    scope text not null,
    is_live boolean not null,
    lexeme text not null,
    documents bigint not null,
    length double precision not null,
    primary key (scope, is_live, lexeme) include (documents, length)
);

create index search_lexemes_similar on search_lexemes using gin (lexeme gin_trgm_ops);

-- What changed since search_lexemes was folded. Writers only append, so they never wait for each other; readers add both.
create table search_lexeme_changes (
    scope text not null,
    is_live boolean not null,
    lexeme text not null,
    documents int not null,
    length double precision not null
) with (autovacuum_vacuum_scale_factor = 0.1, autovacuum_vacuum_threshold = 1000);

create index search_lexeme_changes_key on search_lexeme_changes (scope, is_live, lexeme) include (documents, length);

-- Words as they are compared: English stems without stop words. Punctuation parts words, so that an identifier is found by its
-- parts; a dot between digits does not, so that version numbers stay whole.
create function search_vector(content text) returns tsvector language sql immutable parallel safe as $$
    select to_tsvector('english', regexp_replace(content, '(?<![0-9])\.|\.(?![0-9])|[^[:alnum:].]+', ' ', 'g'))
$$;

-- The lexemes of an item, those of its title counted twice, and its length. Longer lexemes than an index bears are no words.
create function search_words(title text, content text)
returns table (lexeme text, frequency real, length real) language sql immutable parallel safe as $$
    select word.lexeme, sum(word.frequency)::real, (sum(sum(word.frequency)) over ())::real
    from (
        select lexeme, cardinality(positions) as frequency from unnest(search_vector(content))
        union all
        select lexeme, 2 * cardinality(positions) from unnest(search_vector(coalesce(title, '')))
    ) word
    where octet_length(word.lexeme) <= 200
    group by word.lexeme
$$;

create function search_scope(org_id text, is_public boolean) returns text language sql immutable parallel safe as $$
    select case when is_public then '' else org_id end
$$;

create function search_add_items() returns trigger language plpgsql as $$
begin
    with words as materialized (
        select search_scope(item.org_id, item.is_public) as scope, item.expired_at is null as is_live, item.id,
            word.lexeme, word.frequency, word.length
        from added item
        cross join lateral search_words(item.title, item.content) word
        where item.deleted_at is null
    ),
    posted as (
        insert into search_postings (scope, is_live, lexeme, item_id, frequency, length)
        select scope, is_live, lexeme, id, frequency, length
        from words
    )
    insert into search_lexeme_changes (scope, is_live, lexeme, documents, length)
    select scope, is_live, lexeme, count(*), 0
    from words
    group by scope, is_live, lexeme
    union all
    select scope, is_live, '', count(*), sum(length)
    from (select distinct scope, is_live, id, length from words) item
    group by scope, is_live;
    return null;
end
$$;

-- Counts the words of one item out (-1) or in (+1).
create function search_count_item(item knowledge_items, sign int) returns void language plpgsql as $$
declare
    item_scope text := search_scope(item.org_id, item.is_public);
    item_is_live boolean := item.expired_at is null;
begin
    if sign > 0 then
        insert into search_postings (scope, is_live, lexeme, item_id, frequency, length)
        select item_scope, item_is_live, lexeme, item.id, frequency, length
        from search_words(item.title, item.content);
    else
        delete from search_postings
        where scope = item_scope and is_live = item_is_live and item_id = item.id
            and lexeme = any (array(select lexeme from search_words(item.title, item.content)));
    end if;

    insert into search_lexeme_changes (scope, is_live, lexeme, documents, length)
    select item_scope, item_is_live, lexeme, sign, 0
    from search_words(item.title, item.content)
    union all
    select item_scope, item_is_live, '', sign, sign * max(length)
    from search_words(item.title, item.content)
    having count(*) > 0;
end
$$;

create function search_move_item() returns trigger language plpgsql as $$
begin
    if old.deleted_at is null then
        perform search_count_item(old, -1);
    end if;

    if new.deleted_at is null then
        perform search_count_item(new, 1);
        update knowledge_embeddings
        set is_public = new.is_public, is_live = new.expired_at is null
        where item_id = new.id and (is_public <> new.is_public or is_live <> (new.expired_at is null));
    else
        delete from knowledge_embeddings where item_id = new.id;
    end if;

    return null;
end
$$;

create function search_remove_item() returns trigger language plpgsql as $$
begin
    perform search_count_item(old, -1);
    return null;
end
$$;

create trigger search_add after insert on knowledge_items
    referencing new table as added for each statement execute function search_add_items();

create trigger search_move after update on knowledge_items for each row
    when (
        (old.is_public, old.deleted_at is null, old.expired_at is null, old.title, old.content)
        is distinct from (new.is_public, new.deleted_at is null, new.expired_at is null, new.title, new.content))
    execute function search_move_item();

create trigger search_remove after delete on knowledge_items for each row
    when (old.deleted_at is null)
    execute function search_remove_item();

-- For an organisation with so many private rows that an exact search of them is slow.
create index knowledge_embeddings_private on knowledge_embeddings using hnsw (embedding vector_cosine_ops)
    with (m = 16, ef_construction = 64) where is_live and not is_public;

-- Superseded rows, which only a search in the past looks at.
create index knowledge_embeddings_public_past on knowledge_embeddings (item_id) where is_public and not is_live;

-- What the figures of the commons and its growth are counted from, without reading the items.
create index knowledge_items_counted on knowledge_items (category, contributed_at) where deleted_at is null;
