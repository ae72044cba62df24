using System.Net;
using System.Text.Json;
using Hivemind.Application.Traffic.Events;
using Hivemind.FunctionalTests.Traffic.Processing;

namespace Hivemind.FunctionalTests.Traffic.Replays;

[Parallelizable(ParallelScope.All), CancelAfter(120_000)]
public sealed class ReplayTests
{
    [Test]
    public async Task A_replay_runs_the_handlers_again_oldest_first_and_records_its_start_and_its_end_only()
    {
        var handler = new TestHandler("count");
        await using var server = await Handling.Start(handler);
        var organisation = await Hive.NewOrganisation(server);
        var recorded = await server.Record([.. Enumerable.Range(0, 250).Select(i =>
            new NewEvent(organisation.Id, i % 5 == 0 ? "custom.other" : "custom.test", "custom") { ReceivedAt = Handling.Noon.AddSeconds(-i) })]);
        await Eventually.Seen(async () => await server.Read<long>("select count(*) from events where status = 'completed'") == 250, "250 completed events");
        handler.Runs.Clear();

        var started = (await organisation.Admin.Post("event-ops/replay", Handling.Camel(new
        {
            since = Handling.Noon.AddSeconds(-99),
            until = Handling.Noon.AddSeconds(1),
            eventTypes = new[] { "custom.test" },
        }))).Expect(HttpStatusCode.Accepted);
        var ended = await Ended(organisation, started.Id);

        Assert.That(ended.GetProperty("progress").ToString(), Is.EqualTo("""{"total":80,"processed":80,"skipped":0,"errors":0}"""));
        Assert.That(handler.Runs.Select(e => e.ReceivedAt), Is.Ordered);
        Assert.That(handler.Runs.Select(e => e.Id), Is.EquivalentTo(
            recorded.Take(100).Where(one => one.Event.EventType == "custom.test").Select(one => one.Event.Id)));
        Assert.That(await server.Read<string>("select string_agg(event_type, ',' order by id) from events where event_type like 'system.%'"),
            Is.EqualTo("system.replay.started,system.replay.completed"));
        Assert.That(await server.Read<long>("select count(*) from audit_log where action = 'replay.started'"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_dry_run_counts_and_does_nothing()
    {
        var handler = new TestHandler("count");
        await using var server = await Handling.Start(handler);
        var organisation = await Hive.NewOrganisation(server);
        await organisation.Trigger(times: 30);
        await Eventually.Seen(async () => await server.Read<long>("select count(*) from events where status = 'completed'") == 30, "30 completed events");

        var started = (await organisation.Admin.Post("event-ops/replay", Handling.Camel(new { since = "2020-01-01T00:00:00Z", limit = 20, skipProcessed = true, dryRun = true })))
            .Expect(HttpStatusCode.Accepted);
        var ended = await Ended(organisation, started.Id);

        Assert.That(ended.GetProperty("progress").ToString(), Is.EqualTo("""{"total":20,"processed":0,"skipped":20,"errors":0}"""));
        Assert.That(handler.Runs, Has.Count.EqualTo(30));
        Assert.That(await server.Read<long>("select count(*) from events"), Is.EqualTo(30));
    }

    [Test]
    public async Task Failures_are_counted_and_completed_events_left_out_on_request()
    {
        var time = new FakeTime(Handling.Noon);
        var handler = new TestHandler("bad", (e, _) => e.EventType == "custom.bad" ? throw new InvalidOperationException("Broken.") : Task.CompletedTask);
        await using var server = await Handling.Start(null, time, handler);
        var organisation = await Hive.NewOrganisation(server);
        var good = await organisation.Trigger("custom.good");
        await server.UntilStatus(good, "completed");
        await server.UntilFailed(time, await organisation.Trigger("custom.bad"));

        var started = (await organisation.Admin.Post("event-ops/replay", Handling.Camel(new { since = "2020-01-01T00:00:00Z", until = "2030-01-01T00:00:00Z", skipProcessed = true })))
            .Expect(HttpStatusCode.Accepted);
        var ended = await Ended(organisation, started.Id);

        Assert.That(ended.GetProperty("progress").ToString(), Is.EqualTo("""{"total":2,"processed":1,"skipped":1,"errors":1}"""));
        Assert.That(await server.Read<long>("select count(*) from dead_letters"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_replay_at_the_original_pace_can_be_cancelled_and_another_one_waits_for_it()
    {
        await using var server = await Handling.Start(new TestHandler("count"));
        var organisation = await Hive.NewOrganisation(server);
        await server.Record(
            new NewEvent(organisation.Id, "custom.test", "custom") { ReceivedAt = Handling.Noon },
            new NewEvent(organisation.Id, "custom.test", "custom") { ReceivedAt = Handling.Noon.AddHours(5) });
        await Eventually.Seen(async () => await server.Read<long>("select count(*) from events where status = 'completed'") == 2, "two completed events");

        var body = new { since = Handling.Noon.AddHours(-1), speedMultiplier = 1 };
        var started = (await organisation.Admin.Post("event-ops/replay", Handling.Camel(body))).Expect(HttpStatusCode.Accepted);
        (await organisation.Admin.Post("event-ops/replay", Handling.Camel(body))).Refused(HttpStatusCode.Conflict, "CONFLICT");
        await Eventually.Seen(async () => (await Replay(organisation, started.Id)).GetProperty("progress").GetProperty("processed").GetInt32() == 1, "the first event");
        var cancelled = (await organisation.Admin.Delete($"event-ops/replay/{started.Id}")).Expect(HttpStatusCode.OK).Json;

        Assert.That(cancelled.GetProperty("status").GetString(), Is.EqualTo("cancelled"));
        (await organisation.Admin.Delete($"event-ops/replay/{started.Id}")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await organisation.Admin.Post("event-ops/replay", Handling.Camel(new { body.since, dryRun = true }))).Expect(HttpStatusCode.Accepted);
        var listed = (await organisation.Admin.Get("event-ops/replay?limit=1")).Expect(HttpStatusCode.OK).Json;
        Assert.That(listed.GetProperty("meta").GetProperty("hasMore").GetBoolean(), Is.True);
    }

    [TestCase("""{"until":"2026-01-01T00:00:00Z"}""")]
    [TestCase("""{"since":"2026-01-02T00:00:00Z","until":"2026-01-01T00:00:00Z"}""")]
    [TestCase("""{"since":"2026-01-02T00:00:00Z","limit":100001}""")]
    [TestCase("""{"since":"2026-01-02T00:00:00Z","speedMultiplier":101}""")]
    public async Task A_replay_that_makes_no_sense_is_refused(string body)
    {
        var organisation = await Hive.NewOrganisation();

        (await organisation.Admin.Post("event-ops/replay", body)).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    internal static async Task<JsonElement> Replay(Organisation organisation, Guid id) =>
        (await organisation.Admin.Get($"event-ops/replay/{id}")).Expect(HttpStatusCode.OK).Json;

    internal static async Task<JsonElement> Ended(Organisation organisation, Guid id)
    {
        await Eventually.Seen(async () => (await Replay(organisation, id)).GetProperty("status").GetString() != "running", "the end of the replay");
        return await Replay(organisation, id);
    }
}
