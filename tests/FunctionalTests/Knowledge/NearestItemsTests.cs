using Dapper;
using Hivemind.Infrastructure.Knowledge;

namespace Hivemind.FunctionalTests.Knowledge;

[Parallelizable(ParallelScope.All)]
public sealed class NearestItemsTests
{
    private const int Public = 2000;
    private const int Dimension = 384;

    [Test]
    public async Task Public_items_come_from_the_index_own_ones_exactly_and_foreign_ones_never()
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new() { ["Jobs:Enabled"] = "false" });
        var (own, other) = (await Hive.NewOrganisation(server), await Hive.NewOrganisation(server));
        await Fill(server, other.Id, isPublic: true, Public);
        await Fill(server, other.Id, isPublic: false, 50);
        await Fill(server, own.Id, isPublic: false, 50);
        await using var connection = await server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync("analyze knowledge_embeddings;");
        var probes = (await connection.QueryAsync<float[]>("select embedding::real[] from knowledge_embeddings order by item_id limit 3")).ToList();

        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("set local hnsw.ef_search = 100; set local jit = off");
        var parameters = new { flat = probes.SelectMany(probe => probe).ToArray(), dimension = Dimension, count = probes.Count, orgId = own.Id, maxDistance = 2.0, limit = 10, rows = 40 };
        var plan = string.Join('\n', await connection.QueryAsync<string>("explain " + NearestItems.Query, parameters));
        await transaction.RollbackAsync();

        var found = await NearestItems.Find(server.Database, own.Id, probes, 2.0, 10, CancellationToken.None);
        var exact = (await connection.QueryAsync<Guid>(
            """
            select e.item_id
            from knowledge_embeddings e, (select embedding v from knowledge_embeddings order by item_id limit 3) q
            where e.is_public or e.org_id = @Id
            group by e.item_id
            order by min(e.embedding <=> q.v)
            limit 10
            """, new { own.Id })).ToList();

        Assert.That(plan, Does.Contain("Index Scan using knowledge_embeddings_public"));
        Assert.That(found.Select(neighbour => neighbour.Distance), Is.Ordered);
        Assert.That(found.Select(neighbour => neighbour.ItemId).Intersect(exact).Count(), Is.GreaterThanOrEqualTo(9));
    }

    private static async Task Fill(TestServer server, string orgId, bool isPublic, int count)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            with item as (
                insert into knowledge_items (
                    id, org_id, source_agent_id, content, content_hash, category, confidence,
                    submitted_at, contributed_at, approved_at, approved_by, is_public)
                select gen_random_uuid(), @orgId, 'a', 'text', md5(random()::text) || md5(random()::text), 'general', 1, now(), now(), now(), 'a', @isPublic
                from generate_series(1, @count)
                returning id, org_id, content
            )
            insert into knowledge_embeddings (item_id, chunk, org_id, is_public, embedding)
            select id, 0, org_id, @isPublic, (select array_agg(random() - 0.5) from generate_series(1, @Dimension + 0 * length(item.content)))::real[]::vector
            from item
            """, new { orgId, isPublic, count, Dimension }, commandTimeout: 120);
    }
}
