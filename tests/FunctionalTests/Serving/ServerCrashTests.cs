using System.Net;
using Hivemind.FunctionalTests.Database;
using Hivemind.FunctionalTests.Knowledge.Contributions;
using Hivemind.FunctionalTests.Live;

namespace Hivemind.FunctionalTests.Serving;

/// <summary>The server and its database die at the worst moment; what was answered is there, once, and nobody has to tidy up.</summary>
[Category("Slow"), CancelAfter(180_000)]
public sealed class ServerCrashTests
{
    [Test]
    public async Task After_kill_9_of_the_server_all_that_was_answered_is_there_once(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var before = await ServerProcess.Start(directory.Path, token);
        var organisation = await Hive.NewOrganisation(before.Server);
        var traffic = new Traffic(organisation);
        traffic.Begin();
        await traffic.UntilMore(20);

        await before.Kill(token);
        await traffic.End();
        await using var after = await ServerProcess.Start(directory.Path, token);

        Assert.That(await after.Health(token), Is.EqualTo(200));
        await traffic.Check(after.Server, token);
    }

    [Test]
    public async Task After_kill_9_of_the_database_the_server_heals_and_loses_nothing(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var server = await ServerProcess.Start(directory.Path, token);
        var organisation = await Hive.NewOrganisation(server.Server);
        await using var feed = await Watcher.Open(organisation.Admin, "/api/v1/stream/feed", null, token);
        var traffic = new Traffic(organisation);
        traffic.Begin();
        await traffic.UntilMore(20);

        directory.Postmaster().Kill();
        await traffic.UntilMore(20);
        await traffic.End();

        var items = await traffic.Check(server.Server, token);
        var live = (await feed.Next(items.Count, token)).Select(message => message.Json.GetProperty("id").GetGuid());
        Assert.That(live, Is.EquivalentTo(items), "a stream that stayed open has every item once");
    }

    [Test]
    public async Task While_the_database_is_gone_requests_are_told_so_and_health_is_degraded(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var server = await ServerProcess.Start(directory.Path, token);
        var organisation = await Hive.NewOrganisation(server.Server);
        await using var feed = await Watcher.Open(organisation.Admin, "/api/v1/stream/feed", null, token);

        directory.Postmaster().Kill();

        (await organisation.Admin.Get("contributions")).Refused(HttpStatusCode.ServiceUnavailable, "UNAVAILABLE");
        Assert.That(await server.Health(token), Is.EqualTo(503));
        await Eventually.Seen(async () => await server.Health(token) == 200, "health after the database came back");
        var item = await organisation.Admin.Publish();
        Assert.That((await feed.Next(token)).Json.GetProperty("id").GetGuid(), Is.EqualTo(item));
    }

    [Test]
    public async Task A_given_database_that_restarts_is_used_again(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var given = await directory.Start();
        await using var keys = new EmbeddedDirectory();
        await using var server = await ServerProcess.Start(
            keys.Path, token, new() { ["ConnectionStrings:Hivemind"] = given.ConnectionString });
        var organisation = await Hive.NewOrganisation(server.Server);
        await organisation.Admin.Publish();

        directory.Postmaster().Kill();
        await Eventually.Seen(async () => await server.Health(token) == 503, "degraded health");
        await Eventually.Seen(async () => await given.Revive(token), "the restart of the given database");

        await Eventually.Seen(async () => await server.Health(token) == 200, "health after the restart");
        await organisation.Admin.Publish();
    }
}
