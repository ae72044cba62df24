using System.Net;
using Hivemind.Application.Traffic.Events;
using Hivemind.Application.Traffic.Processing;

namespace Hivemind.FunctionalTests.Traffic.Processing;

[Parallelizable(ParallelScope.All)]
public sealed class ProcessEventTests
{
    [Test]
    public async Task An_event_that_nobody_wants_is_completed()
    {
        await using var server = await Handling.Start();
        var organisation = await Hive.NewOrganisation(server);

        await organisation.Trigger(times: 700);

        await Eventually.Seen(async () => await server.Read<long>("select count(*) from events where status = 'completed'") == 700, "700 completed events");
        Assert.That(await server.Read<long>("select count(*) from events where processed_at is null or processing_time_ms is null or total_latency_ms is null"), Is.Zero);
        Assert.That(await server.Read<long>("select count(*) from event_work"), Is.Zero);
    }

    [Test]
    public async Task A_handler_gets_the_whole_event_and_acts_in_its_organisation()
    {
        var handler = new TestHandler("one");
        await using var server = await Handling.Start(handler);
        var organisation = await Hive.NewOrganisation(server);

        var id = await organisation.Trigger("custom.order", new { total = 7 });
        await server.UntilStatus(id, "completed");

        var e = handler.Runs.Single();
        Assert.That((e.Id, e.OrgId, e.EventType, e.Channel), Is.EqualTo((id, organisation.Id, "custom.order", "custom")));
        Assert.That(e.RawPayload?.GetProperty("total").GetInt32(), Is.EqualTo(7));
    }

    [Test, CancelAfter(90_000)]
    public async Task A_handler_that_fails_is_tried_after_one_two_and_four_seconds_and_the_others_run_once()
    {
        var time = new FakeTime(Handling.Noon);
        var (good, bad) = (new TestHandler("good"), TestHandler.Failing("bad", times: 3));
        await using var server = await Handling.Start(null, time, good, bad);
        var organisation = await Hive.NewOrganisation(server);
        var id = await organisation.Trigger();

        foreach (var wait in new[] { 1, 2, 4 })
        {
            await Eventually.Seen(async () => await DueAt(server, id) == time.GetUtcNow().AddSeconds(wait), $"a wait of {wait} s");
            time.Advance(TimeSpan.FromSeconds(wait));
        }

        await server.UntilStatus(id, "completed");
        Assert.That((good.RunsOf(id), bad.RunsOf(id)), Is.EqualTo((1, 4)));
        Assert.That(await server.Read<int>("select processing_time_ms from events where id = @id", new { id }), Is.EqualTo(7000));
        Assert.That(await server.Read<long>("select count(*) from dead_letters"), Is.Zero);
        Assert.That(await server.Read<long>("select count(*) from event_handler_results"), Is.Zero);
    }

    [Test, CancelAfter(90_000)]
    public async Task After_the_fourth_failure_the_event_is_failed_and_leaves_one_dead_letter_that_is_told_of()
    {
        var time = new FakeTime(Handling.Noon);
        var (good, bad) = (new TestHandler("good"), TestHandler.Failing("bad", error: "No such order: token=sk_live_abcdefghijkl1234"));
        await using var server = await Handling.Start(null, time, good, bad);
        var organisation = await Hive.NewOrganisation(server);

        var id = await organisation.Trigger(payload: new { order = 12, password = "hunter2-and-more" });
        await server.UntilFailed(time, id);

        var e = (await organisation.Admin.Get("dead-letters")).Expect(HttpStatusCode.OK).Json.GetProperty("items")[0];
        Assert.That((good.RunsOf(id), bad.RunsOf(id)), Is.EqualTo((1, 4)));
        Assert.That(await server.Read<string>("select error_stage || ': ' || error_message from events where id = @id", new { id }), Does.StartWith("bad: No such order"));
        Assert.That(e.GetProperty("subject").GetString(), Is.EqualTo("bad"));
        Assert.That(e.GetProperty("payload").GetProperty("order").GetInt32(), Is.EqualTo(12));
        Assert.That(e.GetProperty("error").GetString(), Does.Not.Contain("sk_live"));

        var told = await server.Read<Guid>("select id from events where event_type = 'system.dead_letter' and caused_by_event_id = @id", new { id });
        await server.UntilStatus(told, "completed");
        var payload = (await organisation.Admin.Get($"events/{id}/payloads/error")).Expect(HttpStatusCode.OK);
        Assert.That(payload.Json.GetProperty("payload").GetProperty("subject").GetString(), Is.EqualTo("bad"));
        Assert.That(payload.Text, Does.Not.Contain("hunter2"));
    }

    [Test, CancelAfter(90_000)]
    public async Task A_failure_on_the_news_of_a_dead_letter_makes_none()
    {
        var time = new FakeTime(Handling.Noon);
        var bad = TestHandler.Failing("bad");
        var alsoBad = new TestHandler("watcher", (_, _) => throw new InvalidOperationException("Cannot tell."), wants: "system.dead_letter");
        await using var server = await Handling.Start(null, time, bad, alsoBad);
        var organisation = await Hive.NewOrganisation(server);

        await server.UntilFailed(time, await organisation.Trigger());
        await server.UntilFailed(time, await server.Read<Guid>("select id from events where event_type = 'system.dead_letter'"));

        Assert.That(await server.Read<long>("select count(*) from dead_letters"), Is.EqualTo(1));
        Assert.That(await server.Read<long>("select count(*) from events where event_type = 'system.dead_letter'"), Is.EqualTo(1));
    }

    [Test, CancelAfter(90_000)]
    public async Task A_busy_handler_is_no_failure()
    {
        var time = new FakeTime(Handling.Noon);
        var busy = new TestHandler("busy", (_, run) => run <= 6 ? throw new HandlerBusyException("The queue is full.") : Task.CompletedTask);
        await using var server = await Handling.Start(null, time, busy);
        var organisation = await Hive.NewOrganisation(server);
        var id = await organisation.Trigger();

        for (var i = 0; i < 6; i++)
        {
            await Eventually.Seen(async () => await DueAt(server, id) == time.GetUtcNow().AddSeconds(1), "a wait of a second");
            Assert.That(await server.StatusOf(id), Is.EqualTo("received"));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        await server.UntilStatus(id, "completed");
    }

    [Test]
    public async Task While_its_handler_runs_an_event_is_processing()
    {
        var going = new TaskCompletionSource();
        await using var server = await Handling.Start(new TestHandler("slow", (_, _) => going.Task));
        var organisation = await Hive.NewOrganisation(server);

        var id = await organisation.Trigger();
        await server.UntilStatus(id, "processing");
        going.SetResult();

        await server.UntilStatus(id, "completed");
    }

    [Test]
    public async Task Messages_move_the_last_message_of_their_instance()
    {
        await using var server = await Handling.Start();
        var organisation = await Hive.NewOrganisation(server);
        var instance = Guid.CreateVersion7();
        await server.Read<int>(
            "insert into instances (id, org_id, name, channel, created_at, updated_at) values (@instance, @Id, 'phone', 'slack', now(), now())",
            new { instance, organisation.Id });

        var recorded = await server.Record(
            Message(organisation, "message.received", instance, Handling.Noon),
            Message(organisation, "message.sent", instance, Handling.Noon.AddMinutes(2)),
            Message(organisation, "message.read", instance, Handling.Noon.AddMinutes(1)),
            Message(organisation, "presence.online", instance, Handling.Noon.AddMinutes(9)));
        foreach (var one in recorded)
            await server.UntilStatus(one.Event.Id, "completed");

        Assert.That(await server.Read<DateTime>("select last_message_at from instances"), Is.EqualTo(Handling.Noon.AddMinutes(2).UtcDateTime));
    }

    [Test, CancelAfter(120_000)]
    public async Task Two_servers_run_each_handler_once_for_each_event()
    {
        var database = await TestApp.CloneDatabase();
        var (one, other) = (new TestHandler("count"), new TestHandler("count"));
        await using var first = await Handling.Start(database, null, one);
        await using var second = await Handling.Start(database, null, other);
        var organisation = await Hive.NewOrganisation(first);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (organisation with { Server = i % 2 == 0 ? first : second }).Trigger(times: 100)));
        await Eventually.Seen(async () => await first.Read<long>("select count(*) from events where status = 'completed'") == 2000, "2,000 completed events");

        var runs = one.Runs.Concat(other.Runs).Select(e => e.Id).ToList();
        Assert.That(runs, Has.Count.EqualTo(2000).And.Unique);
        Assert.That(one.Runs, Is.Not.Empty);
        Assert.That(other.Runs, Is.Not.Empty);
    }

    [Test]
    public async Task A_server_that_stops_gives_back_what_it_has_not_begun()
    {
        var database = await TestApp.CloneDatabase();
        var began = new SemaphoreSlim(0);
        var handler = new TestHandler("slow", async (_, _) =>
        {
            began.Release();
            await Task.Delay(100, CancellationToken.None);
        });
        var server = await Handling.Start(database, null, handler);
        var organisation = await Hive.NewOrganisation(server);
        await organisation.Trigger(times: 400);
        await began.WaitAsync();

        await server.DisposeAsync();

        await using var other = await TestServer.Start(database, new() { ["Jobs:Enabled"] = "false" });
        Assert.That(await other.Read<long>("select count(*) from event_work where leased_until is not null"), Is.Zero);
        Assert.That(await other.Read<long>("select count(*) from events where status = 'completed'"), Is.EqualTo(handler.Runs.Count));
    }

    private static NewEvent Message(Organisation organisation, string type, Guid instance, DateTimeOffset at) =>
        new(organisation.Id, type, "slack") { InstanceId = instance, ReceivedAt = at };

    private static async Task<DateTimeOffset> DueAt(TestServer server, Guid id) =>
        new(await server.Read<DateTime>("select greatest(due_at, '2000-01-01') from event_work where event_id = @id", new { id }), TimeSpan.Zero);
}
