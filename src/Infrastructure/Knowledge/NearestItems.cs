using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Knowledge;

/// <summary>
/// The live items nearest to a text: public ones through the HNSW index, the organisation's own private ones exactly. One index
/// filtered by organisation would silently lose most of them. The distance of an item is that of its nearest chunk.
/// </summary>
internal static class NearestItems
{
    // Several chunks of one item may be near: more rows than items are taken from the index, within what it explores.
    private const int MaxRows = 100;

    // Each leg is written so that only one plan fits it: the order is the index's own, and its predicate stands in full.
    internal const string Query =
        """
        with queries as materialized (
            select (@flat::real[])[(i - 1) * @dimension + 1 : i * @dimension]::vector as v
            from generate_series(1, @count) i
        ),
        near as (
            select found.item_id, found.distance
            from queries
            cross join lateral (
                select item_id, embedding <=> queries.v as distance
                from knowledge_embeddings
                where is_public and is_live
                order by embedding <=> queries.v
                limit @rows
            ) found
            union all
            select own.item_id, own.embedding <=> queries.v
            from queries
            cross join (
                select item_id, embedding
                from knowledge_embeddings
                where org_id = @orgId and not is_public and is_live
                offset 0
            ) own
        )
        select item_id, min(distance) as distance
        from near
        group by item_id
        having min(distance) < @maxDistance
        order by min(distance), item_id
        limit @limit
        """;

    /// <param name="vectors">Those of the chunks of the text; without one nothing is near.</param>
    public static async Task<IReadOnlyList<Neighbour>> Find(
        NpgsqlDataSource database, string orgId, IReadOnlyList<float[]> vectors, double maxDistance, int limit, CancellationToken cancellationToken)
    {
        if (vectors.Count == 0)
            return [];

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Execute("set local hnsw.ef_search = 100; set local jit = off", null, cancellationToken);

        var found = await connection.List<Neighbour>(Query,
            new
            {
                flat = Vectors.Flat(vectors),
                dimension = vectors[0].Length,
                count = vectors.Count,
                orgId,
                maxDistance,
                limit,
                rows = Math.Min(limit * 4, MaxRows),
            }, cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        return found;
    }
}

/// <summary>An item and its cosine distance.</summary>
internal sealed record Neighbour(Guid ItemId, double Distance);
