using System.Net;
using Dapper;

namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All)]
[CancelAfter(150_000)]
public sealed class FeedTests
{
    private const string Feed = "/api/v1/stream/feed";

    [Test]
    public async Task Private_rows_stay_in_their_organisation_and_public_ones_reach_all(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var (mine, other) = (await Hive.NewOrganisation(server), await Hive.NewOrganisation(server));
        await using var mineWatching = await Watcher.Open(mine.Admin, Feed, null, token);
        await using var otherWatching = await Watcher.Open(other.Admin, Feed, null, token);

        await LiveRows.Write(server, mine.Id, isPublic: false, "secret");
        await LiveRows.Write(server, mine.Id, isPublic: true, "shared");

        var seen = await mineWatching.Next(2, token);
        Assert.That(seen.Select(message => (message.Event, message.Title())), Is.EqualTo(new[] { ("private", "secret"), ("public", "shared") }));
        Assert.That((await otherWatching.Next(token)).Title(), Is.EqualTo("shared"));
    }

    [Test]
    public async Task A_stream_says_hello_at_once_and_is_never_buffered(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        await using var watcher = await Watcher.Open(organisation.Admin, Feed, null, token);

        await LiveRows.Write(organisation.Server, organisation.Id, false, "first");
        await watcher.Next(token);

        Assert.That(watcher.FirstLine, Does.StartWith(":"));
        Assert.That(watcher.Retry, Is.EqualTo("3000"));
        Assert.That(watcher.Response.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
        Assert.That(watcher.Response.Headers.CacheControl?.ToString(), Does.Contain("no-cache").And.Contain("no-transform"));
        Assert.That(watcher.Response.Headers.GetValues("X-Accel-Buffering"), Is.EqualTo(new[] { "no" }));
    }

    [Test]
    public async Task A_stream_needs_a_credential_which_may_come_in_the_address(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var nobody = await Hive.Nobody();

        (await nobody.Get(Feed)).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        await using var watcher = await Watcher.Open(nobody, $"{Feed}?token={organisation.Admin.Credential}", null, token);
        await LiveRows.Write(organisation.Server, organisation.Id, false, "seen");

        Assert.That((await watcher.Next(token)).Title(), Is.EqualTo("seen"));
    }

    [Test]
    public async Task A_key_without_the_scope_gets_no_stream()
    {
        var organisation = await Hive.NewOrganisation();
        var narrow = await organisation.Agent("narrow", scopes: ["work:read"]);

        (await narrow.Get(Feed)).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    [Test]
    public async Task What_policies_forbid_is_left_out_live_and_replayed(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        var ada = await organisation.Agent("ada");
        await using (var connection = await server.Database.OpenConnectionAsync(token))
        {
            await connection.ExecuteAsync(
                """
                insert into policies (id, org_id, agent_id, object, action, created_by, created_at)
                values (@Id, @OrgId, 'ada', 'category:config', 'none', 'test', now())
                """, new { Id = Guid.CreateVersion7(), OrgId = organisation.Id });
        }

        await using var watcher = await Watcher.Open(ada, Feed, null, token);

        await LiveRows.Write(server, organisation.Id, false, "start");
        await LiveRows.Write(server, organisation.Id, false, "forbidden", category: "config");
        await LiveRows.Write(server, organisation.Id, false, "allowed");

        var live = await watcher.Next(2, token);
        await using var again = await Watcher.Open(ada, Feed, live[0].Id, token);
        Assert.That(live.Select(LiveRows.Title), Is.EqualTo(new[] { "start", "allowed" }));
        Assert.That((await again.Next(token)).Title(), Is.EqualTo("allowed"));
    }

    [Test]
    public async Task Two_servers_over_one_database_show_the_same_rows_in_the_same_order(CancellationToken token)
    {
        var database = await TestApp.CloneDatabase();
        await using var one = await TestServer.Start(database);
        await using var two = await TestServer.Start(database);
        var organisation = await Hive.NewOrganisation(one);
        await using var atOne = await Watcher.Open(organisation.Admin, Feed, null, token);
        await using var atTwo = await Watcher.Open(organisation.Admin.At(two), Feed, null, token);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number =>
            LiveRows.Write(number % 2 == 0 ? one : two, organisation.Id, number % 3 == 0, $"{number}")));

        var seen = await atOne.Next(40, token);
        Assert.That(await atTwo.Next(40, token), Is.EqualTo(seen));
        Assert.That(seen.Select(message => message.Id), Is.Unique);
    }
}
