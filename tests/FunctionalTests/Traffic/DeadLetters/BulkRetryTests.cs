using System.Net;
using System.Text.Json;
using Dapper;
using Hivemind.FunctionalTests.Traffic.Processing;

namespace Hivemind.FunctionalTests.Traffic.DeadLetters;

[Parallelizable(ParallelScope.All), CancelAfter(120_000)]
public sealed class BulkRetryTests
{
    [Test]
    public async Task It_retries_what_the_filter_chooses_once_and_counts_what_came_of_it()
    {
        var handler = new TestHandler("bad", (e, _) => e.EventType == "custom.good" ? Task.CompletedTask : throw new InvalidOperationException("Still broken."));
        await using var server = await Handling.Start(handler);
        var organisation = await Hive.NewOrganisation(server);
        await Letters(organisation, "custom.good", 150);
        await Letters(organisation, "custom.worse", 30);
        await Letters(organisation, "custom.other", 5);
        await server.Read<int>("update dead_letters set manual_retry_count = 5 where id in (select id from dead_letters where event_type = 'custom.good' limit 10)");

        var body = new { filter = new { eventType = new[] { "custom.good", "custom.worse" } }, ratePerSecond = 1000 };
        var dry = (await organisation.Admin.Post("dead-letters/retries", Handling.Camel(new { body.filter, dryRun = true }))).Expect(HttpStatusCode.Accepted).Json;
        var started = (await organisation.Admin.Post("dead-letters/retries", Handling.Camel(body))).Expect(HttpStatusCode.Accepted);
        var ended = await Ended(organisation, started.Id);

        Assert.That((dry.GetProperty("status").GetString(), dry.GetProperty("progress").GetProperty("total").GetInt32()), Is.EqualTo(("completed", 180)));
        Assert.That(ended.GetProperty("status").GetString(), Is.EqualTo("completed"));
        Assert.That(ended.GetProperty("progress").ToString(), Is.EqualTo("""{"total":180,"processed":180,"succeeded":140,"failed":30,"skipped":10}"""));
        Assert.That(handler.Runs.Select(e => e.Id).ToList(), Has.Count.EqualTo(170).And.Unique);
        Assert.That(await server.Read<long>("select count(*) from audit_log where action = 'dead_letter.retried'"), Is.EqualTo(170));
        var stats = (await organisation.Admin.Get("dead-letters/stats")).Expect(HttpStatusCode.OK).Json;
        Assert.That((stats.GetProperty("resolved").GetInt64(), stats.GetProperty("pending").GetInt64()), Is.EqualTo((140, 45)));
    }

    [Test]
    public async Task It_keeps_its_pace_and_one_runs_at_a_time_until_it_is_cancelled()
    {
        await using var server = await Handling.Start(new TestHandler("bad"));
        var organisation = await Hive.NewOrganisation(server);
        await Letters(organisation, "custom.good", 200);

        var started = (await organisation.Admin.Post("dead-letters/retries", Handling.Camel(new { ratePerSecond = 1 }))).Expect(HttpStatusCode.Accepted);
        (await organisation.Admin.Post("dead-letters/retries", Handling.Camel(new { }))).Refused(HttpStatusCode.Conflict, "CONFLICT");
        await Eventually.Seen(async () => (await Retry(organisation, started.Id)).GetProperty("progress").GetProperty("succeeded").GetInt32() >= 1, "the first retry");
        var cancelled = (await organisation.Admin.Delete($"dead-letters/retries/{started.Id}")).Expect(HttpStatusCode.OK).Json;
        (await organisation.Admin.Delete($"dead-letters/retries/{started.Id}")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");

        Assert.That(cancelled.GetProperty("status").GetString(), Is.EqualTo("cancelled"));
        Assert.That(cancelled.GetProperty("progress").GetProperty("processed").GetInt32(), Is.LessThan(100));
        var listed = (await organisation.Admin.Get("dead-letters/retries")).Expect(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.That(listed[0].GetProperty("id").GetGuid(), Is.EqualTo(started.Id));
    }

    [Test]
    public async Task Two_servers_share_a_bulk_retry_and_run_each_letter_once()
    {
        var database = await TestApp.CloneDatabase();
        var (one, other) = (new TestHandler("bad"), new TestHandler("bad"));
        await using var first = await Handling.Start(database, null, one);
        await using var second = await Handling.Start(database, null, other);
        var organisation = await Hive.NewOrganisation(first);
        await Letters(organisation, "custom.good", 500);

        var started = (await organisation.Admin.Post("dead-letters/retries", Handling.Camel(new { ratePerSecond = 1000 }))).Expect(HttpStatusCode.Accepted);
        var ended = await Ended(organisation, started.Id);

        Assert.That(ended.GetProperty("progress").GetProperty("succeeded").GetInt32(), Is.EqualTo(500));
        Assert.That(one.Runs.Concat(other.Runs).Select(e => e.Id).ToList(), Has.Count.EqualTo(500).And.Unique);
        Assert.That(await first.Read<long>("select count(*) from events where status = 'completed'"), Is.EqualTo(500));
    }

    /// <summary>Failed events with a dead letter each, as if the handler bad had failed on them.</summary>
    internal static async Task Letters(Organisation organisation, string type, int count)
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            with failed as (
                insert into events (id, org_id, channel, event_type, status, error_stage, received_at, raw_payload, created_at)
                select gen_random_uuid(), @Id, 'custom', @type, 'failed', 'bad', now(), '{}', now() from generate_series(1, @count)
                returning id)
            insert into dead_letters (id, org_id, event_id, event_type, handler, payload, error, fingerprint, status, created_at)
            select gen_random_uuid(), @Id, id, @type, 'bad', '{}', 'It was broken.', 'f', 'pending', now() - interval '1 hour' from failed
            """, new { organisation.Id, type, count });
    }

    internal static async Task<JsonElement> Retry(Organisation organisation, Guid id) =>
        (await organisation.Admin.Get($"dead-letters/retries/{id}")).Expect(HttpStatusCode.OK).Json;

    internal static async Task<JsonElement> Ended(Organisation organisation, Guid id)
    {
        await Eventually.Seen(async () => (await Retry(organisation, id)).GetProperty("status").GetString() != "running", "the end of the bulk retry");
        return await Retry(organisation, id);
    }
}
