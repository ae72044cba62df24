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

    public static readonly string Search = $"with {WordLegSql.Words},\n{WordLegSql.ByWords},\n{VectorLegSql.ByVector}\n{Facts}".Replace("{visible}", Visible, StringComparison.Ordinal);
}
