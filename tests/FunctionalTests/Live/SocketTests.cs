using System.Net;
using System.Net.Sockets;
using System.Text;
using Dapper;

namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All)]
[CancelAfter(150_000)]
public sealed class SocketTests
{
    [Test]
    public async Task What_is_asked_is_answered_with_its_ref(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        await using var socket = await Socket.Open(organisation.Admin, token);

        var pong = await socket.Ask(new { type = "ping", @ref = new { a = 1 } }, token);
        var subscribed = await socket.Ask(new { type = "subscribe", channel = "contributions", @ref = 7 }, token);
        var unsubscribed = await socket.Ask(new { type = "unsubscribe", channel = "contributions", @ref = "u" }, token);

        Assert.That((pong.Kind(), pong.Text("ref")), Is.EqualTo(("pong", """{"a":1}""")));
        Assert.That(pong.Text("timestamp"), Does.EndWith("Z"));
        Assert.That((subscribed.Kind(), subscribed.Text("channel"), subscribed.Text("ref")), Is.EqualTo(("subscribed", "contributions", "7")));
        Assert.That(subscribed.Text("position"), Is.Not.Empty);
        Assert.That((unsubscribed.Kind(), unsubscribed.Text("channel"), unsubscribed.Text("ref")), Is.EqualTo(("unsubscribed", "contributions", "u")));
    }

    [TestCase("{", "VALIDATION_ERROR")]
    [TestCase("[]", "VALIDATION_ERROR")]
    [TestCase("null", "VALIDATION_ERROR")]
    [TestCase("""{"type":"dance"}""", "VALIDATION_ERROR")]
    [TestCase("""{"type":"subscribe"}""", "VALIDATION_ERROR")]
    [TestCase("""{"type":"subscribe","channel":"weather"}""", "VALIDATION_ERROR")]
    [TestCase("""{"type":"subscribe","channel":"task:none"}""", "VALIDATION_ERROR")]
    [TestCase("""{"type":"subscribe","channel":"presence","after":3}""", "VALIDATION_ERROR")]
    [TestCase("""{"type":"subscribe","channel":"task:019aa000-0000-7000-8000-000000000000"}""", "NOT_FOUND")]
    [TestCase("""{"type":"subscribe","channel":"conversation:019aa000-0000-7000-8000-000000000000"}""", "NOT_FOUND")]
    public async Task What_cannot_be_done_is_an_error_and_the_socket_goes_on(string message, string code, CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        await using var socket = await Socket.Open(organisation.Admin, token);

        var error = await socket.Ask(message, token);

        Assert.That((error.Kind(), error.Text("code")), Is.EqualTo(("error", code)));
        Assert.That((await socket.Ask(new { type = "ping" }, token)).Kind(), Is.EqualTo("pong"));
    }

    [Test]
    public async Task Nothing_comes_without_a_subscription_and_only_the_channels_own(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var (mine, other) = (await Hive.NewOrganisation(server), await Hive.NewOrganisation(server));
        await using var none = await Socket.Open(mine.Admin, token);
        await using var instances = await Socket.Open(mine.Admin, token, "/api/v1/ws");
        await none.Ask(new { type = "ping" }, token);
        await instances.Subscribe("instances", token);

        await LiveRows.Write(server, mine.Id, false, "knowledge");
        await LiveRows.Write(server, other.Id, false, "of another", "instances");
        await LiveRows.Write(server, mine.Id, false, "first", "instances");
        await LiveRows.Write(server, mine.Id, false, "second", "instances");

        var seen = await instances.Next(2, token);
        Assert.That(seen.Select(message => message.Text("title")), Is.EqualTo(new[] { "first", "second" }));
        Assert.That(seen.Select(message => message.Text("channel")), Is.All.EqualTo("instances"));
        Assert.That((await none.Ask(new { type = "ping" }, token)).Kind(), Is.EqualTo("pong"));
    }

    [Test]
    public async Task After_unsubscribed_nothing_of_the_channel_comes(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        await using var socket = await Socket.Open(organisation.Admin, token);
        await socket.Subscribe("instances", token);
        await socket.Subscribe("automations", token);

        await socket.Send(new { type = "unsubscribe", channel = "instances" }, token);
        while ((await socket.Next(token)).Kind() != "unsubscribed")
        {
        }

        await LiveRows.Write(server, organisation.Id, false, "unheard", "instances");
        await LiveRows.Write(server, organisation.Id, false, "heard", "automations");

        Assert.That((await socket.Next(token)).Text("title"), Is.EqualTo("heard"));
    }

    [Test]
    public async Task A_socket_resumes_by_position_and_hears_when_it_cannot(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        await using var first = await Socket.Open(organisation.Admin, token);
        await first.Subscribe("instances", token);
        await LiveRows.Write(server, organisation.Id, false, "one", "instances");
        var position = (await first.Next(token)).Text("position");
        first.Abort();
        await LiveRows.Write(server, organisation.Id, false, "two", "instances");

        await using var second = await Socket.Open(organisation.Admin, token);
        await second.Subscribe("instances", token, position);
        await LiveRows.Write(server, organisation.Id, false, "three", "instances");
        var seen = await second.Next(2, token);
        await second.Subscribe("automations", token, "nonsense");
        var reset = await second.Next(token);

        Assert.That(seen.Select(message => message.Text("title")), Is.EqualTo(new[] { "two", "three" }));
        Assert.That((reset.Kind(), reset.Text("reason"), reset.Text("channel")), Is.EqualTo(("reset", "invalid", "automations")));
    }

    [Test]
    public async Task The_id_of_an_item_is_not_hidden_by_the_position(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        await using var socket = await Socket.Open(organisation.Admin, token);
        await socket.Subscribe("knowledge", token);

        await LiveRows.Write(server, organisation.Id, false, "item");
        var message = await socket.Next(token);

        Assert.That(message.Kind(), Is.EqualTo("private"));
        Assert.That(Guid.TryParse(message.Text("id"), out _), Is.True);
        Assert.That(message.Text("position"), Has.Length.EqualTo(32));
    }

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
    public async Task A_principal_has_at_most_20_sockets(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var ada = await organisation.Agent("ada");
        var sockets = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Socket.Open(ada, token)));

        var closed = await Task.WhenAll(sockets.Select(async socket =>
        {
            await socket.SendText("""{"type":"ping"}""", token);
            return await socket.TryNext(token) is null ? socket.CloseCode : null;
        }));

        Assert.That(closed.Where(code => code is not null), Is.EqualTo(new int?[] { 4029, 4029, 4029, 4029 }));
        foreach (var socket in sockets)
            await socket.DisposeAsync();
    }

    [Test]
    public async Task A_socket_has_at_most_200_subscriptions(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        await using var connection = await organisation.Server.Database.OpenConnectionAsync(token);
        var tasks = await connection.QueryAsync<Guid>(
            """
            insert into tasks (id, org_id, kind, title, status, owner_type, owner_id, created_at, updated_at, input_message, source)
            select gen_random_uuid(), @Id, 'run', 'Run', 'running', 'agent', 'owner', now(), now(), 'Do it.', 'api'
            from generate_series(1, 201)
            returning id
            """, new { organisation.Id });
        await using var socket = await Socket.Open(organisation.Admin, token);

        foreach (var task in tasks)
            await socket.Send(new { type = "subscribe", channel = $"task:{task}" }, token);

        var answers = await socket.Next(201, token);
        Assert.That(answers[..200].Select(answer => answer.Kind()), Is.All.EqualTo("subscribed"));
        Assert.That((answers[200].Kind(), answers[200].Text("code")), Is.EqualTo(("error", "RATE_LIMITED")));
    }

    [Test]
    public async Task A_socket_that_does_not_read_is_let_go_and_the_others_miss_nothing(CancellationToken token)
    {
        const int rows = 3000;
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        using var deaf = await Deaf(server, organisation.Admin.Credential, token);
        await using var healthy = await Socket.Open(organisation.Admin, token);
        await healthy.Subscribe("instances", token);

        await using var connection = await server.Database.OpenConnectionAsync(token);
        await connection.ExecuteAsync(
            """
            insert into stream_events (org_id, is_public, topic, name, payload, created_at)
            select @Id, false, 'instances', 'instance.status', json_build_object('title', number::text, 'padding', repeat('x', 7500))::text, now()
            from generate_series(1, @rows) number
            """, new { organisation.Id, rows });
        await LiveRows.Ring(connection);

        Assert.That((await healthy.Next(rows, token)).Select(message => message.Text("title")), Is.EqualTo(Enumerable.Range(1, rows).Select(number => $"{number}")));
        Assert.That(await BytesUntilCut(deaf, token), Is.LessThan(rows * 7500L));
    }

    [Test]
    public async Task Too_long_messages_end_a_socket(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        await using var socket = await Socket.Open(organisation.Admin, token);
        await socket.Send(new { type = "ping", @ref = new string('x', 65_000) }, token);
        await socket.Next(token);
        await socket.Send(new { type = "ping", @ref = new string('x', 66_000) }, token);

        Assert.That(await socket.Ended(token), Is.EqualTo(1009));
    }

    [Test]
    public async Task Sockets_end_with_1001_when_the_server_stops(CancellationToken token)
    {
        var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        await using var idle = await Socket.Open(organisation.Admin, token);
        await using var busy = await Socket.Open(organisation.Admin, token);
        await busy.Subscribe("knowledge", token);
        var ended = Task.WhenAll(idle.Ended(token), busy.Ended(token));

        await server.DisposeAsync();

        Assert.That(await ended, Is.All.EqualTo(1001));
    }

    // Speaks just enough of the protocol to subscribe; a mask of zeros leaves the text as it is.
    private static async Task<TcpClient> Deaf(TestServer server, string credential, CancellationToken token)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(server.Address.Host, server.Address.Port, token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /ws?token={credential} HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"), token);
        var question = """{"type":"subscribe","channel":"instances"}""";
        await client.GetStream().WriteAsync((byte[])[0x81, (byte)(0x80 | question.Length), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(question)], token);

        var heard = "";
        var buffer = new byte[256];
        while (!heard.Contains("subscribed", StringComparison.Ordinal))
            heard += Encoding.ASCII.GetString(buffer, 0, await client.GetStream().ReadAsync(buffer, token));

        return client;
    }

    private static async Task<long> BytesUntilCut(TcpClient client, CancellationToken token)
    {
        var (total, buffer) = (0L, new byte[65536]);
        try
        {
            while (await client.GetStream().ReadAsync(buffer, token) is > 0 and var read)
                total += read;
        }
        catch (IOException)
        {
        }

        return total;
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
