using System.Net;

namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All)]
[CancelAfter(150_000)]
public sealed class TopicTests
{
    [Test]
    public async Task A_task_of_another_organisation_is_not_there(CancellationToken token)
    {
        var (owner, stranger) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var run = await LiveRun.Start(owner);
        await using var socket = await Socket.Open(stranger.Admin, token);

        var error = await socket.Ask(new { type = "subscribe", channel = run.Channel, @ref = 1 }, token);

        Assert.That((error.Text("code"), error.Text("channel"), error.Text("ref")), Is.EqualTo(("NOT_FOUND", run.Channel, "1")));
        (await stranger.Admin.Get($"tasks/{run.Id}/stream")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await stranger.Admin.Get($"stream/events?topics={run.Channel}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await owner.Admin.Get($"tasks/{run.Id}/stream?after=-1")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task What_is_said_reaches_those_who_may_read_it(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var (ada, bob, eve) = (await organisation.Agent("ada"), await organisation.Agent("bob"), await organisation.Agent("eve"));
        var run = await LiveRun.Start(organisation, ownerId: "ada");
        var id = (await ada.Post("conversations", new { title = "Two", kind = "direct", participants = new[] { "bob" } })).Expect(HttpStatusCode.Created).Id;
        await using var adas = await Socket.Open(ada, token);
        await using var bobs = await Socket.Open(bob, token);
        await using var eves = await Socket.Open(eve, token);
        await bobs.Subscribe($"conversation:{id}", token);
        await adas.Subscribe(run.Channel, token);
        await eves.Subscribe(run.Channel, token);

        await adas.Send(new { type = "chat_message", conversation_id = id, content = "hello" }, token);
        var heard = await bobs.Next(token);
        var stored = await adas.Ask(new { type = "task_chat_message", task_id = run.Id, message = "how far?", @ref = 5 }, token);
        var told = stored.Kind() == "stored" ? await adas.Next(token) : stored;
        await run.Output(1, "one");

        Assert.That((heard.Kind(), heard.Text("content"), heard.Text("sender_id"), heard.Text("role")), Is.EqualTo(("chat_message", "hello", "ada", "user")));
        Assert.That((told.Kind(), told.Text("message"), told.Text("task_id")), Is.EqualTo(("task_chat_message", "how far?", $"{run.Id}")));
        Assert.That((await eves.Next(token)).Kind(), Is.EqualTo("task_output"), "chat about a task is for its owner and assignee");
        Assert.That((await eves.Ask(new { type = "subscribe", channel = $"conversation:{id}" }, token)).Text("code"), Is.EqualTo("NOT_FOUND"));
    }

    [Test]
    public async Task All_tasks_are_followed_without_their_output_and_a_message_comes_once(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var (run, other) = (await LiveRun.Start(organisation), await LiveRun.Start(organisation));
        await using var board = await Socket.Open(organisation.Admin, token);
        await using var both = await Socket.Open(organisation.Admin, token);
        await board.Subscribe("tasks", token);
        await both.Subscribe("tasks", token);
        await both.Subscribe(run.Channel, token);

        await run.Output(1, "one");
        await run.Finish();
        await other.Finish("x", "failed");

        Assert.That((await board.Next(2, token)).Select(message => message.Text("status")), Is.EqualTo(new[] { "completed", "failed" }));
        Assert.That((await both.Next(3, token)).Select(message => message.Text("output") ?? message.Text("status")), Is.EqualTo(new[] { "one", "completed", "failed" }));
    }

    [Test]
    public async Task Received_events_are_followed_by_type_and_instance(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        var (one, two) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var all = await Watcher.Open(organisation.Admin, "/api/v1/stream/events?topics=events,instances", null, token);
        foreach (var (type, instance) in new[] { ("message.received", one), ("custom.x", one), ("message.received", two) })
            await LiveRows.Append(server, organisation.Id, "events", "event.received", $$"""{"id":"{{Guid.CreateVersion7()}}","eventType":"{{type}}","instanceId":"{{instance}}"}""");

        Assert.That((await all.Next(3, token)).Select(message => message.Json.Text("eventType")), Is.EqualTo(new[] { "message.received", "custom.x", "message.received" }));
    }
}
