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
    public async Task A_run_that_ended_behind_an_open_transaction_is_told_to_its_end(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        var run = await LiveRun.Start(organisation);
        await using var first = await Watcher.Open(organisation.Admin, $"/api/v1/tasks/{run.Id}/stream", null, token);
        await run.Output(1, "one");
        var position = (await first.Next(token)).Id;
        await using var slow = await server.Database.OpenConnectionAsync(token);
        await using var open = await slow.BeginTransactionAsync(token);
        await LiveRows.Insert(slow, organisation.Id, false, "holds the others back");
        await run.Output(2, "two");
        await run.Finish();

        await using var resumed = await Watcher.Open(organisation.Admin, $"/api/v1/tasks/{run.Id}/stream", position, token);
        await using var socket = await Socket.Open(organisation.Admin, token);
        await socket.Subscribe(run.Channel, token, position);
        await open.CommitAsync(token);

        Assert.That((await resumed.Next(2, token)).Select(message => message.Event), Is.EqualTo(new[] { "task_output", "task_status" }));
        Assert.That((await socket.Next(2, token)).Select(message => message.Kind()), Is.EqualTo(new[] { "task_output", "task_status" }));
        await resumed.Ended(token);
    }
}
