using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Application.Knowledge.Judging;
using Hivemind.Domain.Knowledge;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Knowledge.Contributions;

internal sealed class DuplicateQueries(NpgsqlDataSource database) : IDuplicateQueries
{
    public Task<Guid?> FindEqual(string orgId, string contentHash, CancellationToken cancellationToken) =>
        database.FindOne<Guid?>(
            """
            select id
            from knowledge_items
            where org_id = @orgId and content_hash = @contentHash and deleted_at is null and expired_at is null
            """, new { orgId, contentHash }, cancellationToken);

    public async Task<IReadOnlyList<DuplicateCandidate>> FindNear(
        string orgId, IReadOnlyList<float[]> vectors, double maxDistance, int limit, CancellationToken cancellationToken)
    {
        var near = await NearestItems.Find(database, orgId, vectors, maxDistance, limit, cancellationToken);
        if (near.Count == 0)
            return [];

        var distances = near.ToDictionary(neighbour => neighbour.ItemId, neighbour => neighbour.Distance);
        var rows = await database.List<Row>(
            """
            select id, org_id = @orgId as is_own, content_hash, version, minhash, case when minhash is null then content end as content
            from knowledge_items
            where id = any(@Ids) and deleted_at is null and expired_at is null
            """, new { orgId, Ids = distances.Keys.ToArray() }, cancellationToken);

        return [.. rows.Select(row => new DuplicateCandidate(row.Id, row.IsOwn, row.ContentHash, row.Version, Signature(row), distances[row.Id]))];
    }

    public Task<IReadOnlyList<JudgedText>> Texts(IReadOnlyList<Guid> items, CancellationToken cancellationToken) =>
        database.List<JudgedText>(
            """
            select id, title, content, version
            from knowledge_items
            where id = any(@Ids) and deleted_at is null
            order by array_position(@Ids, id)
            """, new { Ids = items.ToArray() }, cancellationToken);

    private static uint[] Signature(Row row) => row.Minhash is null ? MinHash.Signature(row.Content ?? "") : MinHash.FromBytes(row.Minhash);

    private sealed record Row(Guid Id, bool IsOwn, string ContentHash, string? Version, byte[]? Minhash, string? Content);
}
