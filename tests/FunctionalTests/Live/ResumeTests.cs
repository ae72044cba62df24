namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All)]
[CancelAfter(150_000)]
public sealed class ResumeTests
{
    private const string Feed = "/api/v1/stream/feed";

    [Test]
    public async Task Replay_shows_exactly_what_was_live(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var (mine, other) = (await Hive.NewOrganisation(server), await Hive.NewOrganisation(server));
        await using var live = await Watcher.Open(mine.Admin, Feed, null, token);
        await LiveRows.Write(server, mine.Id, false, "first");
        var first = await live.Next(token);

        for (var number = 0; number < 30; number++)
            await LiveRows.Write(server, number % 2 == 0 ? mine.Id : other.Id, number % 3 == 0, $"{number}", number % 5 == 0 ? "contributions" : "knowledge");
        await LiveRows.Write(server, mine.Id, false, "last");

        List<StreamMessage> seen = [];
        while (seen is not [.., var last] || last.Title() != "last")
            seen.Add(await live.Next(token));

        await using var replayed = await Watcher.Open(mine.Admin, Feed, first.Id, token);
        await using var byQuery = await Watcher.Open(mine.Admin, $"{Feed}?last_event_id={first.Id}", null, token);
        Assert.That(seen, Has.Count.EqualTo(17));
        Assert.That(await replayed.Next(seen.Count, token), Is.EqualTo(seen));
        Assert.That(await byQuery.Next(seen.Count, token), Is.EqualTo(seen));
    }

    [Test]
    public async Task After_a_restart_of_the_server_a_client_gets_every_row_once(CancellationToken token)
    {
        var database = await TestApp.CloneDatabase();
        var server = await TestServer.Start(database);
        var organisation = await Hive.NewOrganisation(server);
        string? lastId;
        await using (var watcher = await Watcher.Open(organisation.Admin, Feed, null, token))
        {
            await LiveRows.Write(server, organisation.Id, false, "before");
            lastId = (await watcher.Next(token)).Id;
        }

        await LiveRows.Write(server, organisation.Id, false, "while away");
        await server.DisposeAsync();
        await using var restarted = await TestServer.Start(database);
        await LiveRows.Write(restarted, organisation.Id, false, "after the restart");

        await using var again = await Watcher.Open(organisation.Admin.At(restarted), Feed, lastId, token);
        await LiveRows.Write(restarted, organisation.Id, false, "live");
        Assert.That((await again.Next(3, token)).Select(LiveRows.Title), Is.EqualTo(new[] { "while away", "after the restart", "live" }));
    }

    [Test]
    public async Task A_new_stream_starts_at_now_even_while_an_older_transaction_is_open(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        await using var slow = await server.Database.OpenConnectionAsync(token);
        await using var open = await slow.BeginTransactionAsync(token);
        await LiveRows.Insert(slow, organisation.Id, false, "committed late");
        await LiveRows.Write(server, organisation.Id, false, "committed before");

        await using var watcher = await Watcher.Open(organisation.Admin, Feed, null, token);
        await LiveRows.Write(server, organisation.Id, false, "committed after");
        await open.CommitAsync(token);

        Assert.That((await watcher.Next(2, token)).Select(LiveRows.Title), Is.EqualTo(new[] { "committed late", "committed after" }));
    }

    [TestCase("nonsense")]
    [TestCase("________________________________")]
    public async Task A_position_that_is_none_is_answered_with_a_reset(string position, CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        await using var watcher = await Watcher.Open(organisation.Admin, Feed, position, token);

        var reset = await watcher.Next(token);
        await LiveRows.Write(organisation.Server, organisation.Id, false, "goes on");

        Assert.That(reset.Event, Is.EqualTo("reset"));
        Assert.That(reset.Json.GetProperty("reason").GetString(), Is.AnyOf("invalid", "epoch_changed"));
        Assert.That(reset.Id, Has.Length.EqualTo(32));
        Assert.That((await watcher.Next(token)).Title(), Is.EqualTo("goes on"));
    }
}
