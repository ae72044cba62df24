namespace Hivemind.Infrastructure.Knowledge.Search;

/// <summary>The part of a search that goes by words: what they weigh, and the items that have the rare ones. {visible} stands for what may be found.</summary>
internal static class WordLegSql
{
    // The words of the query with their statistics in the searched scopes. A word that no item has stands for the most similar one
    // that some item has. Idf as in Lucene: never negative.
    public const string Words =
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
    public const string ByWords =
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
}
