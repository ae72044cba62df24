using System.Net;
using Dapper;

namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All)]
[CancelAfter(150_000)]
public sealed class TaskStreamTests
{
    [Test]
    public async Task A_socket_hears_output_in_order_and_at_last_how_the_run_ended(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var run = await LiveRun.Start(organisation);
        await using var socket = await Socket.Open(organisation.Admin, token);
        await socket.Subscribe(run.Channel, token);

        await run.Output(1, "one");
        await run.Output(2, "two", "three");
        await run.Finish(new string('r', 20_000));

        var seen = await socket.Next(4, token);
        Assert.That(seen.Select(message => message.Kind()), Is.EqualTo(new[] { "task_output", "task_output", "task_output", "task_status" }));
        Assert.That(seen[..3].Select(message => (message.Text("seq"), message.Text("output"))), Is.EqualTo(new[] { ("1", "one"), ("2", "two"), ("3", "three") }));
        Assert.That(seen.Select(message => message.Text("channel")), Is.All.EqualTo(run.Channel));
        Assert.That((seen[3].Text("status"), seen[3].Text("result")?.Length), Is.EqualTo(("completed", 20_000)));
        Assert.That(seen[0].EnumerateObject().Select(member => member.Name),
            Is.EquivalentTo(new[] { "type", "position", "id", "task_id", "channel", "seq", "output", "timestamp" }));
    }

    [Test]
    public async Task Stored_output_comes_first_and_then_what_is_new(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var run = await LiveRun.Start(organisation);
        await run.Output(1, [.. Enumerable.Range(1, 150).Select(number => $"{number}")]);
        await using var socket = await Socket.Open(organisation.Admin, token);
        await using var stream = await Watcher.Open(organisation.Admin, $"/api/v1/tasks/{run.Id}/stream?after=100", null, token);

        await socket.Subscribe(run.Channel, token, after: 40);
        await run.Output(151, "151");
        await run.Finish();

        var heard = await socket.Next(112, token);
        Assert.That(heard[..^1].Select(message => message.Text("seq")), Is.EqualTo(Enumerable.Range(41, 111).Select(number => $"{number}")));
        Assert.That(heard[^1].Text("status"), Is.EqualTo("completed"));
        var streamed = await stream.Next(52, token);
        Assert.That(streamed[..^1].Select(message => message.Json.Text("output")), Is.EqualTo(Enumerable.Range(101, 51).Select(number => $"{number}")));
        Assert.That(streamed[^1].Event, Is.EqualTo("task_status"));
        await stream.Ended(token);
    }

    [Test]
    public async Task Who_comes_after_the_end_hears_it_at_once(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var run = await LiveRun.Start(organisation);
        await run.Output(1, "one", "two");
        await run.Finish("the result");
        await using var socket = await Socket.Open(organisation.Admin, token);
        await using var stream = await Watcher.Open(organisation.Admin, $"/api/v1/tasks/{run.Id}/stream", null, token);

        await socket.Subscribe(run.Channel, token);
        var status = await socket.Next(token);
        await socket.Subscribe(run.Channel, token, after: 1);
        var (output, again) = (await socket.Next(token), await socket.Next(token));

        Assert.That((status.Kind(), status.Text("status"), status.Text("result")), Is.EqualTo(("task_status", "completed", "the result")));
        Assert.That((output.Text("output"), again.Text("status")), Is.EqualTo(("two", "completed")));
        Assert.That((await stream.Next(token)).Json.Text("status"), Is.EqualTo("completed"));
        await stream.Ended(token);
        Assert.That((await socket.Ask(new { type = "ping" }, token)).Kind(), Is.EqualTo("pong"), "nothing came twice");
    }

    [Test]
    public async Task A_stream_resumes_where_it_broke(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var run = await LiveRun.Start(organisation);
        string? position;
        await using (var broken = await Watcher.Open(organisation.Admin, $"/api/v1/tasks/{run.Id}/stream", null, token))
        {
            await run.Output(1, "one");
            position = (await broken.Next(token)).Id;
        }

        await run.Output(2, "two");
        await run.Finish();
        await using var resumed = await Watcher.Open(organisation.Admin, $"/api/v1/tasks/{run.Id}/stream?after=0", position, token);

        Assert.That((await resumed.Next(2, token)).Select(message => message.Event), Is.EqualTo(new[] { "task_output", "task_status" }));
        await resumed.Ended(token);
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
    public async Task Deleted_output_is_skipped_and_the_log_shows_the_text_that_is_there(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        var run = await LiveRun.Start(organisation);
        await using var seen = await Watcher.Open(organisation.Admin, $"/api/v1/stream/events?topics={run.Channel}", null, token);
        await run.Output(1, "one", "two");
        await seen.Next(2, token);
        await using var connection = await server.Database.OpenConnectionAsync(token);
        await connection.ExecuteAsync("delete from task_output_chunks where seq = 1");

        var items = (await organisation.Admin.Get($"stream/events?topics={run.Channel}")).Expect(HttpStatusCode.OK).Json.GetProperty("items");

        Assert.That(items.EnumerateArray().Select(item => item.GetProperty("payload").Text("output")), Is.EqualTo(new[] { "two" }));
    }

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
