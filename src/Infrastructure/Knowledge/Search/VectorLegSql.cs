namespace Hivemind.Infrastructure.Knowledge.Search;

/// <summary>The part of a search that goes by likeness of meaning. {visible} stands for what may be found.</summary>
internal static class VectorLegSql
{
    // The public HNSW index and an exact search of the organisation's own rows: one filtered index search would silently lose most
    // of a small organisation's rows. An organisation that has many of all private rows uses the index over those.
    public const string ByVector =
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
}
