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
        var wrong = await socket.Ask("""{"type":"subscribe","channel":5,"ref":"w"}""", token);

        Assert.That((wrong.Text("code"), wrong.Text("ref")), Is.EqualTo(("VALIDATION_ERROR", "w")));
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
    [TestCase("""{"type":"unsubscribe","channel":"weather"}""", "VALIDATION_ERROR")]
    [TestCase("""{"type":"unsubscribe"}""", "VALIDATION_ERROR")]
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
}
