using System.Net;
using System.Text.Json;
using Dapper;
using Hivemind.Application.Traffic.Events;
using Npgsql;

namespace Hivemind.FunctionalTests.Traffic.Figures;

[Parallelizable(ParallelScope.All)]
public sealed class MetricsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 20, 10, 42, 17, 123, TimeSpan.Zero);

    [Test, CancelAfter(120_000)]
    public async Task Metrics_equal_a_count_of_the_rows()
    {
        await using var world = await World.Start(Now);
        await Seeds.Spread(world.Connection, world.OrgId, Now.AddDays(-12), Now.AddHours(2), 5000);

        var before = await world.Get("event-ops/metrics");
        while (await world.Fold())
        {
        }

        var after = await world.Get("event-ops/metrics");

        Assert.That(after.GetRawText(), Is.EqualTo(before.GetRawText()));
        var row = await world.Connection.QuerySingleAsync<(long, long, long, long, long, long, long, double)>(
            """
            select count(*), count(*) filter (where received_at >= @Now - interval '1 hour' and received_at < @Now),
                count(*) filter (where received_at >= @Now - interval '24 hours' and received_at < @Now),
                count(*) filter (where received_at >= @Now - interval '7 days' and received_at < @Now),
                count(*) filter (where status = 'completed'), count(*) filter (where status = 'failed'),
                count(*) filter (where status in ('received', 'processing')),
                percentile_cont(0.95) within group (order by processing_time_ms)
            from events where org_id = @OrgId
            """, new { world.OrgId, Now });
        Assert.That((L(after, "totalEvents"), L(after, "eventsLastHour"), L(after, "eventsLast24h"), L(after, "eventsLast7d"), L(after, "completed"), L(after, "failed"), L(after, "pending")),
            Is.EqualTo((row.Item1, row.Item2, row.Item3, row.Item4, row.Item5, row.Item6, row.Item7)));
        Assert.That(after.GetProperty("p95ProcessingTimeMs").GetDouble(), Is.EqualTo(row.Item8).Within(5).Percent);
        Assert.That(after.GetProperty("eventsPerHour").GetDouble(), Is.EqualTo(row.Item3 / 24.0).Within(1e-9));
        Assert.That(after.GetProperty("eventsPerMinute").GetDouble(), Is.EqualTo(row.Item2 / 60.0).Within(1e-9));
        Assert.That(after.GetProperty("failureRate").GetDouble(), Is.EqualTo(100.0 * row.Item6 / row.Item1).Within(1e-9));
        Assert.That(after.GetProperty("errorsByStage").EnumerateObject().Sum(stage => stage.Value.GetInt64()), Is.EqualTo(row.Item6));
    }

    [Test]
    public async Task Nothing_counts_as_zero_and_strangers_do_not_count()
    {
        var (organisation, stranger) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        await stranger.Server.Record(new NewEvent(stranger.Id, "custom.a", "custom"));

        var json = (await organisation.Admin.Get("event-ops/metrics")).Expect(HttpStatusCode.OK).Json;

        Assert.That(json.EnumerateObject().Where(member => member.Value.ValueKind is JsonValueKind.Number).All(member => member.Value.GetDouble() == 0), json.GetRawText());
        Assert.That(json.EnumerateObject().Where(member => member.Value.ValueKind is JsonValueKind.Null).Select(member => member.Name),
            Is.EqualTo(new[] { "avgProcessingTimeMs", "avgAgentLatencyMs", "p95ProcessingTimeMs" }));
        Assert.That(json.EnumerateObject().Select(member => member.Name), Is.EquivalentTo(new[]
        {
            "totalEvents", "eventsLast24h", "eventsLast7d", "completed", "failed", "pending", "avgProcessingTimeMs", "avgAgentLatencyMs", "p95ProcessingTimeMs",
            "failureRate", "errorsByStage", "deadLettersPending", "deadLettersResolved", "payloadsStored", "storageSizeBytes", "eventsLastHour", "eventsPerHour",
            "eventsPerMinute",
        }));
        Assert.That((await stranger.Admin.Get("event-ops/metrics")).Json.GetProperty("totalEvents").GetInt64(), Is.EqualTo(1));
    }

    [Test, CancelAfter(120_000)]
    public async Task Old_months_go_and_their_figures_stay()
    {
        await using var world = await World.Start(TimeProvider.System.GetUtcNow(), new() { ["Events:RetentionDays"] = "30" });
        await world.Server.Record([.. Enumerable.Range(0, 5).Select(number => new NewEvent(world.OrgId, "custom.a", "custom") { ExternalId = $"{number}" })]);
        await Forget(world);
        var kept = await Rows(world.Connection);

        world.Time.Advance(TimeSpan.FromDays(70));
        await Forget(world);
        await world.Server.Record(new NewEvent(world.OrgId, "custom.a", "custom") { ExternalId = "1" });

        Assert.That(kept, Is.EqualTo((5, 5)));
        Assert.That(await Rows(world.Connection), Is.EqualTo((1, 1)));
        Assert.That((await world.Get("event-ops/metrics")).GetProperty("totalEvents").GetInt64(), Is.EqualTo(6));
    }

    [TestCase("Limits:EventReadsPerMinute", "event_reads")]
    [TestCase("Limits:InstancesPerMinute", "instances")]
    [TestCase("Limits:EventIngestPerMinute", "event_ingest")]
    public async Task Each_kind_of_request_has_its_own_limit(string setting, string limit)
    {
        var time = new FakeTime(Now);
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new() { [setting] = "2" }, time);
        var organisation = await Hive.NewOrganisation(server);
        Task<Answer> Call() => limit switch
        {
            "event_reads" => organisation.Admin.Get("events"),
            "instances" => organisation.Admin.Get("instances"),
            _ => organisation.Admin.Post("events", """{"eventType": "custom.a"}"""),
        };

        var first = await Call();
        var (second, third) = (await Call(), await Call());
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(first.Header("RateLimit-Policy"), Is.EqualTo($"\"{limit}\";q=2;w=60"));
        Assert.That((int)second.Status, Is.LessThan(300), second.Text);
        Assert.That(third.Refused(HttpStatusCode.TooManyRequests, "RATE_LIMITED").Header("Retry-After"), Is.EqualTo("43"));
        Assert.That((int)(await Call()).Status, Is.LessThan(300));
    }

    private static async Task Forget(World world)
    {
        while (await world.Send(new KeepEventPartitions()))
        {
        }
    }

    private static Task<(long Events, long Keys)> Rows(NpgsqlConnection connection) =>
        connection.QuerySingleAsync<(long, long)>("select (select count(*) from events), (select count(*) from event_keys)");

    private static long L(JsonElement json, string member) => json.GetProperty(member).GetInt64();
}
