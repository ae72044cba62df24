using System.Net;

namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All)]
[CancelAfter(150_000)]
public sealed class SocketAccessTests
{
    [Test]
    public async Task A_socket_needs_a_valid_credential(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var server = organisation.Server;
        await using var none = await Socket.Open(server, "/ws", token);
        await using var wrong = await Socket.Open(server, "/ws?token=hm_wrong", token);
        await using var header = await Socket.Open(server, "/ws", token, ("X-API-Key", organisation.Admin.Credential));

        Assert.That(await none.Ended(token), Is.EqualTo(4001));
        Assert.That(await wrong.Ended(token), Is.EqualTo(4001));
        Assert.That((await header.Ask(new { type = "ping" }, token)).Kind(), Is.EqualTo("pong"));
        (await organisation.Admin.Get("/ws")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task A_ticket_opens_one_socket(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var ticket = (await organisation.Admin.Post("stream/tickets")).Expect(HttpStatusCode.Created).Json.GetProperty("ticket").GetString();

        await using var first = await Socket.Open(organisation.Server, $"/ws?token={ticket}", token);
        await using var second = await Socket.Open(organisation.Server, $"/ws?token={ticket}", token);

        Assert.That((await first.Ask(new { type = "ping" }, token)).Kind(), Is.EqualTo("pong"));
        Assert.That(await second.Ended(token), Is.EqualTo(4001));
    }

    [Test]
    public async Task A_cookie_counts_only_with_our_own_origin(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var server = organisation.Server;
        var cookie = ("Cookie", $"hivemind_session={(await organisation.User()).Credential}");
        await using var own = await Socket.Open(server, "/ws", token, cookie, ("Origin", $"http://{server.Address.Authority}"));
        await using var foreign = await Socket.Open(server, "/ws", token, cookie, ("Origin", "https://evil.example"));
        await using var unsaid = await Socket.Open(server, "/ws", token, cookie);

        Assert.That((await own.Ask(new { type = "ping" }, token)).Kind(), Is.EqualTo("pong"));
        Assert.That(await foreign.Ended(token), Is.EqualTo(4001));
        Assert.That(await unsaid.Ended(token), Is.EqualTo(4001));
    }

    [Test]
    public async Task A_key_subscribes_to_what_its_scopes_reach(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var narrow = await organisation.Agent("narrow", scopes: ["work:read"]);
        await using var socket = await Socket.Open(narrow, token);

        Assert.That((await socket.Ask(new { type = "subscribe", channel = "knowledge" }, token)).Text("code"), Is.EqualTo("FORBIDDEN"));
        await socket.Subscribe("tasks", token);
    }

    [Test]
    public async Task A_socket_ends_with_4001_when_its_key_is_revoked(CancellationToken token)
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), time: time);
        var organisation = await Hive.NewOrganisation(server);
        var ada = await organisation.Agent("ada");
        await using var socket = await Socket.Open(ada, token);
        await socket.Ask(new { type = "ping" }, token);
        var id = (await organisation.Admin.Get("api-keys")).Json.GetProperty("items").EnumerateArray()
            .First(key => key.GetProperty("agent_id").GetString() == "ada").GetProperty("id").GetGuid();
        (await organisation.Admin.Delete($"api-keys/{id}", new { reason = "lost" })).Expect(HttpStatusCode.OK);

        time.Advance(TimeSpan.FromSeconds(60));

        Assert.That(await socket.Ended(token), Is.EqualTo(4001));
    }
}
