using Dapper;
using Hivemind.Application.Live;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

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

    [Test]
    public async Task A_new_epoch_ends_open_streams_and_resets_them(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        await using var watcher = await Watcher.Open(organisation.Admin, Feed, null, token);
        await LiveRows.Write(server, organisation.Id, false, "kept");
        var old = await watcher.Next(token);

        await Send(server, new ResetStream(), token);
        await watcher.Ended(token);

        await using var again = await Watcher.Open(organisation.Admin, Feed, old.Id, token);
        var reset = await again.Next(token);
        await LiveRows.Write(server, organisation.Id, false, "new");
        Assert.That(reset.Json.GetProperty("reason").GetString(), Is.EqualTo("epoch_changed"));
        Assert.That((await again.Next(token)).Title(), Is.EqualTo("new"));

        await using var resumed = await Watcher.Open(organisation.Admin, Feed, reset.Id, token);
        Assert.That((await resumed.Next(token)).Title(), Is.EqualTo("new"));
        var page = await organisation.Admin.Get("stream/events");
        Assert.That(page.Json.GetProperty("items").GetArrayLength(), Is.EqualTo(2), page.Text);
    }

    [Test]
    public async Task A_position_older_than_the_log_has_expired(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new() { ["Jobs:Enabled"] = "false" });
        var organisation = await Hive.NewOrganisation(server);
        await using var watcher = await Watcher.Open(organisation.Admin, Feed, null, token);
        await using var connection = await server.Database.OpenConnectionAsync(token);
        foreach (var age in new[] { 9, 8, 1, 8 })
            await LiveRows.Insert(connection, organisation.Id, false, $"{age} days", at: TimeProvider.System.GetUtcNow().AddDays(-age));
        var seen = await watcher.Next(4, token);

        Assert.That(await Send(server, new TrimStream(), token), Is.False);

        await using var expired = await Watcher.Open(organisation.Admin, Feed, seen[0].Id, token);
        Assert.That((await expired.Next(token)).Json.GetProperty("reason").GetString(), Is.EqualTo("expired"));
        await using var kept = await Watcher.Open(organisation.Admin, Feed, seen[1].Id, token);
        Assert.That((await kept.Next(2, token)).Select(LiveRows.Title), Is.EqualTo(new[] { "1 days", "8 days" }));
    }

    [Test]
    public async Task The_trim_job_runs_and_remembers(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        await using var connection = await server.Database.OpenConnectionAsync(token);

        string? last;
        do
            last = await connection.ExecuteScalarAsync<string>("select value from deployment_config where key = 'job:stream-trim'");
        while (last is null);

        Assert.That(DateTimeOffset.Parse(last, System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromMinutes(1)));
    }

    private static async Task<T> Send<T>(TestServer server, IRequest<T> request, CancellationToken token)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, token);
    }
}
