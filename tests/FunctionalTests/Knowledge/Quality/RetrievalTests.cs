using System.Net;

namespace Hivemind.FunctionalTests.Knowledge.Quality;

[Parallelizable(ParallelScope.All)]
public sealed class RetrievalTests
{
    private const string Count = "select retrieval_count from knowledge_items where id = @Id";
    private const string HasSignals = "select count(*) = @n from quality_signals where knowledge_item_id = @Id and signal_type = 'retrieval'";

    [Test, CancelAfter(150_000)]
    public async Task Searching_and_fetching_count_and_browsing_does_not(CancellationToken cancellationToken)
    {
        var organisation = await Hive.NewOrganisation();
        var agent = await organisation.Agent("reader");
        var item = await organisation.Knows("Wibbleforth is counted.");

        await agent.Finds("wibbleforth");
        (await agent.Get($"knowledge/{item.Id}")).Expect(HttpStatusCode.OK);
        (await agent.Get("knowledge?scope=own")).Expect(HttpStatusCode.OK);

        await organisation.Server.Database.Until(HasSignals, new { item.Id, n = 2 }, cancellationToken);
        Assert.That(await organisation.Server.Database.Value<int>(Count, new { item.Id }), Is.EqualTo(2));
    }

    [Test, CancelAfter(150_000)]
    public async Task The_contributor_reading_its_own_is_noted_and_not_counted(CancellationToken cancellationToken)
    {
        var (owner, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var (ada, namesake) = (await owner.Agent("ada"), await other.Agent("ada"));
        var item = await owner.Knows("By ada.", row => row with { SourceAgentId = "ada", IsPublic = true });

        (await ada.Get($"knowledge/{item.Id}")).Expect(HttpStatusCode.OK);
        (await namesake.Get($"knowledge/{item.Id}")).Expect(HttpStatusCode.OK);

        await owner.Server.Database.Until(HasSignals, new { item.Id, n = 2 }, cancellationToken);
        Assert.That(await owner.Server.Database.Value<int>(Count, new { item.Id }), Is.EqualTo(1));
        Assert.That(await owner.Server.Database.Value<long>("select count(*) from quality_signals where knowledge_item_id = @Id and is_self", new { item.Id }), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_not_written_when_the_server_stops_is_written_then()
    {
        var connectionString = await TestApp.SharedDatabase();
        var organisation = await Hive.NewOrganisation();
        var item = await organisation.Knows("Counted at the end.");
        var server = await TestServer.Start(connectionString);
        var agent = (await organisation.Agent("last")).At(server);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => agent.Get($"knowledge/{item.Id}")));
        await server.DisposeAsync();

        Assert.That(await organisation.Server.Database.Value<int>(Count, new { item.Id }), Is.EqualTo(5));
    }

    [Test, CancelAfter(150_000)]
    public async Task Two_servers_counting_the_same_items_lose_nothing(CancellationToken cancellationToken)
    {
        var organisation = await Hive.NewOrganisation();
        await using var second = await TestServer.Start(await TestApp.SharedDatabase());
        var items = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => organisation.Knows($"Hot item {i}.")));
        var agents = new[] { await organisation.Agent("one"), (await organisation.Agent("two")).At(second) };

        await Task.WhenAll(Enumerable.Range(0, 120).Select(i => agents[i % 2].Get($"knowledge/{items[i % 3].Id}")));

        foreach (var item in items)
            await organisation.Server.Database.Until("select retrieval_count = 40 from knowledge_items where id = @Id", new { item.Id }, cancellationToken);
    }
}
