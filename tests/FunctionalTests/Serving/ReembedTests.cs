using System.Net;
using System.Text.Json;
using Dapper;
using Hivemind.FunctionalTests.Database;
using Hivemind.FunctionalTests.Embeddings;
using Hivemind.FunctionalTests.Knowledge.Contributions;
using Npgsql;

namespace Hivemind.FunctionalTests.Serving;

[Parallelizable(ParallelScope.All), Category("Slow"), CancelAfter(180_000)]
public sealed class ReembedTests
{
    [Test]
    public async Task Everything_is_embedded_anew_while_a_server_runs(CancellationToken token)
    {
        var database = await TestApp.CloneDatabase();
        await using var keys = new EmbeddedDirectory();
        await using var server = await ServerProcess.Start(keys.Path, token, Given(database));
        var organisation = await Hive.NewOrganisation(server.Server);
        await organisation.Admin.Publish();
        await organisation.Admin.Publish(isPublic: true);
        await organisation.Admin.Queue();
        var shape = await Shape(database);
        await using var service = await EmbeddingService.Start((_, texts, context) => EmbeddingService.Good(texts, context));

        var isDone = false;
        var writing = Write(organisation, () => isDone);
        var ended = (await HivemindProgram.Run(["reembed", "--wait", "3"], Other(database, service), token)).Well();
        isDone = true;
        await writing;

        Assert.That(ended.Output, Does.Contain("some-model").And.Contain("Done."));
        Assert.That(await Shape(database), Is.EqualTo(shape), "indexes and constraints");
        Assert.That(await server.Server.Ask<string>("select value from deployment_config where key = 'embedding_model'"), Is.EqualTo("some-model"));
        Assert.That(await OfOtherModel(server.Server), Is.Zero);
        Assert.That(await server.Server.Ask<long>("select count(*) from knowledge_items i where not exists (select from knowledge_embeddings where item_id = i.id)"), Is.Zero);

        Assert.That(await server.Server.Ask<long>("select count(*) from token_signatures"), Is.Zero, "the other model shows no tokens");

        var search = (await organisation.Admin.Get("knowledge/search?query=retry%20queue")).Expect(HttpStatusCode.OK);
        Assert.That(search.Json.GetProperty("degraded").EnumerateArray().Select(part => part.GetString()), Is.EqualTo(new[] { "vector" }), "left behind");

        await using var next = await ServerProcess.Start(keys.Path, token, Other(database, service));
        await organisation.Admin.At(next.Server).Publish();
        search = (await organisation.Admin.At(next.Server).Get("knowledge/search?query=retry%20queue")).Expect(HttpStatusCode.OK);
        Assert.That(search.Json.TryGetProperty("degraded", out _), Is.False);
    }

    [Test]
    public async Task What_a_killed_run_did_stays_done(CancellationToken token)
    {
        var database = await TestApp.CloneDatabase();
        await using var server = await TestServer.Start(database);
        var organisation = await Hive.NewOrganisation(server);
        var pending = Contribute.Text();
        await organisation.Admin.Queue(pending);
        await organisation.Admin.Publish();
        var isSecond = false;
        await using var service = await EmbeddingService.Start((number, texts, context) =>
            number == 0 || isSecond ? EmbeddingService.Good(texts, context) : Task.Delay(Timeout.Infinite, context.RequestAborted));

        using (var first = HivemindProgram.Start(["reembed", "--wait", "0"], Other(database, service)))
        {
            await Eventually.Seen(() => Task.FromResult(service.Requests.Count == 2), "the second batch");
            first.Kill();
            await first.WaitForExitAsync(token);
        }

        isSecond = true;
        (await HivemindProgram.Run(["reembed", "--wait", "0"], Other(database, service), token)).Well();

        Assert.That(await OfOtherModel(server), Is.Zero);
        Assert.That(service.Requests.Skip(2).First().Texts, Does.Not.Contain(pending), "it goes on where it was");
        Assert.That((await HivemindProgram.Run(["reembed"], Other(database, service), token)).Well().Output, Does.Contain("Nothing to do"));
    }

    private static async Task Write(Organisation organisation, Func<bool> isDone)
    {
        while (!isDone())
        {
            var offered = await organisation.Admin.Offer(Contribute.Text());
            if (offered.Status is HttpStatusCode.Created && offered.Json.GetProperty("contribution_id").ValueKind is JsonValueKind.String)
                await organisation.Admin.Approve(offered.Json.GetProperty("contribution_id").GetGuid());
        }
    }

    // The service's vectors point to the length of the text and 1.
    private static Task<long> OfOtherModel(TestServer server) => server.Ask<long>(
        """
        select count(*)
        from (
            select embedding, content from knowledge_embeddings join knowledge_items on id = item_id
            union all
            select embedding, content from pending_embeddings join pending_contributions on id = contribution_id
        ) kept
        where vector_dims(embedding) <> 3
            or abs((embedding::real[])[1] / (embedding::real[])[2] - length(content)) > 1
        """);

    private static async Task<string> Shape(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        return string.Join('\n', await connection.QueryAsync<string>(
            """
            select pg_get_indexdef(indexrelid) from pg_index
            where indrelid in ('knowledge_embeddings'::regclass, 'pending_embeddings'::regclass) and indisvalid
            union all
            select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
            where conrelid in ('knowledge_embeddings'::regclass, 'pending_embeddings'::regclass)
            union all
            select attrelid::regclass || '.' || attname || ' ' || attnotnull from pg_attribute
            where attrelid in ('knowledge_embeddings'::regclass, 'pending_embeddings'::regclass) and attnum > 0 and not attisdropped
            order by 1
            """));
    }

    private static Dictionary<string, string?> Given(string database) => new() { ["ConnectionStrings:Hivemind"] = database };

    private static Dictionary<string, string?> Other(string database, EmbeddingService service) => new()
    {
        ["ConnectionStrings:Hivemind"] = database,
        ["Embedding:Provider"] = "openai",
        ["Embedding:BaseUrl"] = service.Address.ToString(),
        ["Embedding:Model"] = "some-model",
        ["Embedding:Revision"] = "1",
        ["Embedding:Dimension"] = "3",
    };
}
