using System.Net;
using Dapper;
using Hivemind.Application.Knowledge.Search;

namespace Hivemind.FunctionalTests.Knowledge.Search;

[Parallelizable(ParallelScope.All)]
public sealed class SearchIndexTests
{
    // What the statistics should be, counted from the items themselves.
    private const string Drift =
        """
        with counted as (
            select scope, is_live, lexeme, sum(documents) as documents, round(sum(length)::numeric, 3) as length
            from (select * from search_lexemes union all select * from search_lexeme_changes) both_parts
            group by scope, is_live, lexeme
            having sum(documents) <> 0
        ),
        words as (
            select search_scope(i.org_id, i.is_public) as scope, i.expired_at is null as is_live, i.id, word.*
            from knowledge_items i
            cross join lateral search_words(i.title, i.content) word
            where i.deleted_at is null
        ),
        expected as (
            select scope, is_live, lexeme, count(*)::numeric as documents, 0.0 as length from words group by 1, 2, 3
            union all
            select scope, is_live, '', count(*), round(sum(length)::numeric, 3) from (select distinct scope, is_live, id, length from words) item group by 1, 2
        )
        select (select count(*) from (select * from counted except select * from expected) more)
            + (select count(*) from (select * from expected except select * from counted) less)
            + (select abs((select count(*) from search_postings) - (select count(*) from words)))
        """;

    [Test]
    public async Task Statistics_are_exact_after_concurrent_changes_and_folds()
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), settings: new() { ["Jobs:Enabled"] = "false" });
        var organisations = await Task.WhenAll(Hive.NewOrganisation(server), Hive.NewOrganisation(server));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => ChangeALot(organisations[worker % 2], worker)).Append(Fold(server)));
        Assert.That(await server.Database.Value<long>(Drift), Is.Zero);

        await server.Run<FoldSearchStatistics>();
        Assert.That(await server.Database.Value<long>(Drift), Is.Zero);
        Assert.That(await server.Database.Value<long>("select count(*) from search_lexeme_changes"), Is.Zero);
    }

    [Test]
    public async Task A_removed_row_leaves_no_trace()
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), settings: new() { ["Jobs:Enabled"] = "false" });
        var organisation = await Hive.NewOrganisation(server);
        var item = await organisation.Knows("Gone with the wind.");

        await Execute(server, "delete from knowledge_items where id = @Id", new { item.Id });

        Assert.That(await server.Database.Value<long>(Drift), Is.Zero);
        Assert.That(await server.Database.Value<long>("select count(*) from search_postings"), Is.Zero);
    }

    [Test]
    public async Task Two_writers_of_the_same_words_do_not_wait_for_each_other()
    {
        var organisation = await Hive.NewOrganisation();
        var first = await organisation.Knows("The same words in both of them.");
        var second = await organisation.Knows("The same words in both of them, too.");
        await using var one = await organisation.Server.Database.OpenConnectionAsync();
        await using var two = await organisation.Server.Database.OpenConnectionAsync();
        await using var open = await one.BeginTransactionAsync();
        await one.ExecuteAsync("update knowledge_items set is_public = true where id = @Id", new { first.Id });

        await two.ExecuteAsync("set lock_timeout = '2s'");
        var changed = await two.ExecuteAsync("update knowledge_items set is_public = true where id = @Id", new { second.Id });

        Assert.That(changed, Is.EqualTo(1));
        await open.RollbackAsync();
    }

    [Test]
    public async Task Vectors_follow_their_item()
    {
        var organisation = await Hive.NewOrganisation();
        var item = await organisation.Knows("Vectors follow.");
        const string state = "select string_agg(distinct concat(is_public, is_live), ',') from knowledge_embeddings where item_id = @Id";

        await Execute(organisation.Server, "update knowledge_items set is_public = true, expired_at = now() where id = @Id", new { item.Id });
        Assert.That(await organisation.Server.Database.Value<string>(state, new { item.Id }), Is.EqualTo("tf"));

        await Execute(organisation.Server, "update knowledge_items set deleted_at = now() where id = @Id", new { item.Id });
        Assert.That(await organisation.Server.Database.Value<string?>(state, new { item.Id }), Is.Null);
    }

    private static async Task ChangeALot(Organisation organisation, int worker)
    {
        var random = new Random(worker);
        var ids = new List<Guid>();
        for (var i = 0; i < 30; i++)
        {
            if (ids.Count < 3 || random.Next(3) == 0)
            {
                var row = new KnowledgeRow { OrgId = organisation.Id, Title = "Shared title", Content = $"Shared words and word{worker}x{i} of worker {worker}", IsPublic = random.Next(2) == 0 };
                await KnowledgeRows.Insert(organisation.Server.Database, [row]);
                ids.Add(row.Id);
                continue;
            }

            var id = ids[random.Next(ids.Count)];
            var answer = random.Next(4) switch
            {
                0 => await organisation.Admin.Post($"knowledge/{id}/publish"),
                1 => await organisation.Admin.Post($"knowledge/{id}/unpublish"),
                2 => await organisation.Admin.Delete($"knowledge/{id}"),
                _ => null,
            };
            if (answer is null)
                await Execute(organisation.Server, "update knowledge_items set expired_at = now() where id = @id and expired_at is null", new { id });
            else
                Assert.That(answer.Status, Is.AnyOf(HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.Conflict), answer.Text);
        }
    }

    private static async Task Fold(TestServer server)
    {
        for (var i = 0; i < 10; i++)
            await server.Run<FoldSearchStatistics>();
    }

    private static async Task Execute(TestServer server, string sql, object parameters)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }
}
