namespace Hivemind.Infrastructure.Knowledge.Search;

/// <summary>The statement behind a search: both legs, and both scores for what either proposes, in one round trip.</summary>
internal static class SearchSql
{
    /// <summary>
    /// What the caller's policies let through, of knowledge_items i. A policy at the level of the item decides before one of its
    /// category, and that before one of its namespace.
    /// </summary>
    public const string Allowed =
        """
        (i.id = any (@AllowedItems) or i.id <> all (@DeniedItems) and (
            i.category = any (@AllowedCategories) or i.category <> all (@DeniedCategories) and i.org_id <> all (@DeniedNamespaces)))
        """;

    private const string Visible =
        $"""
        i.deleted_at is null
        and (i.is_public or i.org_id = @OrgId)
        and (case when @AtTime::timestamptz is null then i.expired_at is null
            else i.contributed_at <= @AtTime and (i.expired_at is null or i.expired_at > @AtTime)
                and (i.valid_at is null or i.valid_at <= @AtTime) and (i.invalid_at is null or i.invalid_at > @AtTime) end)
        and (@Version::text is null or i.version = @Version)
        and (@Category::text is null or i.category = @Category)
        and {Allowed}
        """;

    // The words of the query with their statistics in the searched scopes. A word that no item has stands for the most similar one
    // that some item has. Idf as in Lucene: never negative.
    private const string Words =
        """
        words as materialized (
            select lexeme from unnest(search_vector(@Query)) where octet_length(lexeme) <= 200
        ),
        statistics as materialized (
            select lexeme, sum(documents)::float8 as documents, sum(length)::float8 as length,
                coalesce(sum(documents) filter (where scope <> ''), 0) as own
            from (
                select lexeme, scope, documents, length
                from search_lexemes
                where scope = any (@Scopes) and is_live = any (@Live) and lexeme = any (array(select lexeme from words union all select ''))
                union all
                select lexeme, scope, documents, length
                from search_lexeme_changes
                where scope = any (@Scopes) and is_live = any (@Live) and lexeme = any (array(select lexeme from words union all select ''))
            ) counted
            group by lexeme
            having sum(documents) > 0
        ),
        totals as materialized (
            select coalesce(max(documents), 0) as documents, coalesce(max(length / documents), 1) as average, coalesce(max(own), 0) as own
            from statistics
            where lexeme = ''
        ),
        spelled as (
            select coalesce(known.lexeme, similar_word.lexeme) as lexeme, coalesce(known.documents, similar_word.documents, 0) as documents,
                coalesce(similar_word.similarity, 1) as likeness
            from words
            left join statistics known on known.lexeme = words.lexeme
            left join lateral (
                select lexeme, sum(documents)::float8 as documents, max(similarity(lexeme, words.lexeme)) as similarity
                from search_lexemes
                where known.lexeme is null and length(words.lexeme) >= 4
                    and scope = any (@Scopes) and is_live = any (@Live) and lexeme % words.lexeme
                group by lexeme
                having sum(documents) > 0 and max(similarity(lexeme, words.lexeme)) >= @MinSimilarity
                order by max(similarity(lexeme, words.lexeme)) desc, lexeme
                limit 1
            ) similar_word on true
        ),
        weighted as (
            select spelled.lexeme, spelled.documents, spelled.likeness,
                ln(1 + greatest(totals.documents - spelled.documents + 0.5, 0.5) / (spelled.documents + 0.5)) * (@K1 + 1) as weight
            from spelled
            cross join totals
        ),
        bound as materialized (select coalesce(sum(weight), 0) as bound from weighted),
        terms as materialized (
            select lexeme, max(weight * likeness) as weight, max(documents) as documents,
                sum(max(documents)) over (order by max(documents), lexeme) - max(documents) as rarer
            from weighted
            where lexeme is not null
            group by lexeme
            order by max(documents), lexeme
            limit @MaxTerms
        )
        """;

    // The rare words find, all words rank: postings are read rarest word first until there are enough of them, and of a single
    // very common word only the newest. What is found that way gets its exact score below.
    private const string ByWords =
        """
        pool as (
            select posting.item_id,
                sum(terms.weight * posting.frequency / (posting.frequency + @K1 * (1 - @B + @B * posting.length / totals.average))) as score
            from terms
            cross join totals
            cross join unnest(@Scopes) scope
            cross join unnest(@Live) live
            cross join lateral (
                select item_id, frequency::float8 as frequency, length::float8 as length
                from search_postings
                where search_postings.scope = scope.scope and is_live = live.live and lexeme = terms.lexeme
                order by item_id desc
                limit @Budget
            ) posting
            where terms.rarer < @Depth or terms.rarer + terms.documents <= @Budget
            group by posting.item_id
            order by score desc, posting.item_id
            limit @Pool
        ),
        by_words as (
            select pool.item_id
            from pool
            join knowledge_items i on i.id = pool.item_id
            where {visible}
            order by pool.score desc, pool.item_id
            limit @Depth
        )
        """;

    // The public HNSW index and an exact search of the organisation's own rows: one filtered index search would silently lose most
    // of a small organisation's rows. An organisation that has many of all private rows uses the index over those.
    private const string ByVector =
        """
        near as (
            (select e.item_id, e.embedding <=> @Vector::real[]::vector as distance
            from knowledge_embeddings e
            join knowledge_items i on i.id = e.item_id
            where @HasVector and e.is_public and e.is_live and {visible}
            order by e.embedding <=> @Vector::real[]::vector
            limit @Rows)
            union all
            (select own.item_id, own.distance
            from (
                select exact.item_id, exact.distance
                from (
                    select item_id, embedding <=> @Vector::real[]::vector as distance
                    from knowledge_embeddings
                    where @HasVector and org_id = @OrgId and not is_public and is_live and (select own <= @MaxExact from totals)
                    offset 0
                ) exact
                order by exact.distance
                limit @Pool
            ) own
            join knowledge_items i on i.id = own.item_id
            where {visible}
            order by own.distance
            limit @Rows)
            union all
            (select e.item_id, e.embedding <=> @Vector::real[]::vector
            from knowledge_embeddings e
            join knowledge_items i on i.id = e.item_id
            where @HasVector and e.org_id = @OrgId and not e.is_public and e.is_live and (select own > @MaxExact from totals) and {visible}
            order by e.embedding <=> @Vector::real[]::vector
            limit @Rows)
            union all
            (select e.item_id, e.embedding <=> @Vector::real[]::vector as distance
            from knowledge_embeddings e
            join knowledge_items i on i.id = e.item_id
            where @HasVector and @AtTime::timestamptz is not null and not e.is_live and (e.is_public or e.org_id = @OrgId) and {visible}
            order by distance
            limit @Rows)
        ),
        by_vector as (
            select item_id
            from near
            group by item_id
            order by min(distance), item_id
            limit @Depth
        )
        """;

    private const string Facts =
        """
        select i.id, i.content_hash, i.is_public, i.quality_score,
            (select 1 - min(e.embedding <=> @Vector::real[]::vector) from knowledge_embeddings e where @HasVector and e.item_id = i.id) as cosine,
            coalesce((
                select sum(terms.weight * posting.frequency::float8
                    / (posting.frequency::float8 + @K1 * (1 - @B + @B * posting.length::float8 / totals.average)))
                from terms
                cross join totals
                join search_postings posting on posting.scope = search_scope(i.org_id, i.is_public)
                    and posting.is_live = (i.expired_at is null) and posting.lexeme = terms.lexeme and posting.item_id = i.id
            ), 0) as words,
            case when i.title ~ '\S' then i.title else left(i.content, 80) end as title,
            i.category, i.confidence, i.org_id, i.source_agent_id,
            i.expired_at is null and (i.invalid_at is null or i.invalid_at > @Now) as is_current, i.version,
            (select bound from bound) as bound
        from (select item_id from by_words union select item_id from by_vector) found
        join knowledge_items i on i.id = found.item_id
        """;

    public static readonly string Search = $"with {Words},\n{ByWords},\n{ByVector}\n{Facts}".Replace("{visible}", Visible, StringComparison.Ordinal);
}
