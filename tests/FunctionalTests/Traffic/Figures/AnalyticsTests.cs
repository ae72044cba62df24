using System.Globalization;
using System.Net;
using System.Text.Json;
using Dapper;

namespace Hivemind.FunctionalTests.Traffic.Figures;

[Parallelizable(ParallelScope.All)]
public sealed class AnalyticsTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 20, 10, 42, 17, 123, TimeSpan.Zero);
    private static readonly Guid Instance = Guid.Parse("00000000-0000-4000-8000-000000000001");

    [Test, CancelAfter(180_000)]
    public async Task A_hundred_thousand_events_count_the_same_by_hour_as_one_by_one()
    {
        await using var world = await World.Start(Now);
        await Seeds.Spread(world.Connection, world.OrgId, Now.AddDays(-30), Now, 100_000);

        var folds = 0;
        do
        {
            var day = (await world.Get("events/analytics")).GetProperty("timeline");
            var month = (await world.Get($"events/analytics?since={Z(Now.AddDays(-30))}&until={Z(Now)}")).GetProperty("timeline");

            Assert.That(Buckets(day), Has.Count.EqualTo(24));
            Assert.That(Buckets(day)[^1].Item1, Is.EqualTo(new DateTimeOffset(2026, 5, 20, 10, 0, 0, TimeSpan.Zero)));
            Assert.That(Filled(day), Is.EqualTo(await Seeds.Timeline(world.Connection, world.OrgId, Now.AddMinutes(-42).AddSeconds(-17.123).AddHours(-23), Now.AddHours(1), "hour")));
            Assert.That(Filled(month), Is.EqualTo(await Seeds.Timeline(world.Connection, world.OrgId, Now.AddDays(-30), Now, "hour")));
            Assert.That(Buckets(month), Has.Count.EqualTo(721));
        }
        while (await world.Fold() && ++folds < 100);

        Assert.That(await world.Connection.ExecuteScalarAsync<long>("select count(*) from event_changes"), Is.Zero);
    }

    [Test, CancelAfter(180_000)]
    public async Task Every_window_equals_a_count_of_the_rows_folded_or_not()
    {
        await using var world = await World.Start(Now);
        await Seeds.Spread(world.Connection, world.OrgId, Now.AddDays(-40), Now.AddDays(2), 6000);
        await Change(world);

        for (var round = 0; round < 2; round++)
        {
            await Equal(world, "", Now.AddHours(-24), Now, null);
            await Equal(world, $"instanceId={Instance}", Now.AddHours(-24), Now, Instance);
            await Equal(world, "allTime=true", null, null, null);
            await Equal(world, $"allTime=true&instanceId={Instance}", null, null, Instance);
            await Equal(world, $"since={Z(Now.AddDays(-9))}", Now.AddDays(-9), Now, null);
            await Equal(world, $"until={Z(Now.AddDays(-9))}", Now.AddDays(-10), Now.AddDays(-9), null);
            await Equal(world, $"since={Z(Now.AddMinutes(-30))}&until={Z(Now.AddMinutes(-1))}", Now.AddMinutes(-30), Now.AddMinutes(-1), null);
            await Equal(world, "since=2026-05-10T00:00:00Z&until=2026-05-12T00:00:00Z", D("2026-05-10T00:00:00Z"), D("2026-05-12T00:00:00Z"), null);
            await Equal(world, "since=2026-05-10T23:59:59.5Z&until=2026-05-11T00:00:00.5Z", D("2026-05-10T23:59:59.5Z"), D("2026-05-11T00:00:00.5Z"), null);
            await Equal(world, $"granularity=daily&since={Z(Now.AddDays(-35))}&until={Z(Now.AddDays(2))}", Now.AddDays(-35), Now.AddDays(2), null);

            while (await world.Fold())
            {
            }
        }
    }

    [Test, CancelAfter(120_000)]
    public async Task The_figures_of_a_window_hold_through_changes_deletes_and_concurrent_folds()
    {
        await using var world = await World.Start(Now);
        using var done = new CancellationTokenSource();
        var folding = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
                await world.Fold();
        });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async writer =>
        {
            await using var connection = await world.Server.Database.OpenConnectionAsync();
            for (var round = 0; round < 5; round++)
            {
                await Seeds.Spread(connection, world.OrgId, Now.AddDays(-writer - 1), Now.AddHours(writer), 200);
                await connection.ExecuteAsync(
                    """
                    update events set status = 'completed', processing_time_ms = 12, error_stage = null
                    where id in (select id from events where org_id = @OrgId and status = 'received' order by id limit 50 for update skip locked)
                    """, new { world.OrgId });
                await connection.ExecuteAsync(
                    "delete from events where id in (select id from events where org_id = @OrgId order by id limit 10 for update skip locked)", new { world.OrgId });
            }
        }));
        await done.CancelAsync();
        await folding;

        await Equal(world, "", Now.AddHours(-24), Now, null);
        await Equal(world, "allTime=true", null, null, null);
        while (await world.Fold())
        {
        }

        await Equal(world, "", Now.AddHours(-24), Now, null);
        await Equal(world, "allTime=true", null, null, null);
    }

    [Test, CancelAfter(120_000)]
    public async Task The_turn_of_an_hour_and_of_a_day_moves_the_buckets()
    {
        var midnight = new DateTimeOffset(2026, 5, 20, 0, 0, 0, TimeSpan.Zero);
        await using var world = await World.Start(midnight.AddMilliseconds(-1));
        await Seeds.Spread(world.Connection, world.OrgId, midnight.AddHours(-30), midnight.AddHours(3), 2000);

        foreach (var step in new[] { 0, 1, 1, 3_600_000 - 2, 1 })
        {
            world.Time.Advance(TimeSpan.FromMilliseconds(step));
            var now = world.Time.GetUtcNow();
            await Equal(world, "", now.AddHours(-24), now, null);
            var hours = Buckets((await world.Get("events/analytics")).GetProperty("timeline"));
            var days = Buckets((await world.Get("events/analytics?granularity=daily&allTime=true")).GetProperty("timeline"));

            Assert.That(hours[^1].Item1, Is.EqualTo(new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero)));
            Assert.That((days.Count, days[^1].Item1), Is.EqualTo((30, new DateTimeOffset(now.Date, TimeSpan.Zero))));
        }
    }

    [Test]
    public async Task Nothing_counts_as_zero()
    {
        var organisation = await Hive.NewOrganisation();

        var json = (await organisation.Admin.Get("events/analytics")).Expect(HttpStatusCode.OK).Json;

        Assert.That(json.EnumerateObject().Select(member => member.Name), Is.SupersetOf(new[]
        {
            "totalMessages", "successfulMessages", "failedMessages", "successRate", "avgProcessingTimeMs", "avgAgentTimeMs", "messageTypes", "errorStages",
            "instances", "byChannel", "byDirection", "timeline",
        }));
        Assert.That((json.GetProperty("totalMessages").GetInt64(), json.GetProperty("successRate").GetDouble(), json.GetProperty("avgProcessingTimeMs").ValueKind), Is.EqualTo((0, 0, JsonValueKind.Null)));
        Assert.That(json.GetProperty("byDirection").GetRawText(), Is.EqualTo("""{"inbound":0,"outbound":0}"""));
        Assert.That(Buckets(json.GetProperty("timeline")), Has.Count.EqualTo(24));
        Assert.That((await organisation.Admin.Get("events/analytics?granularity=daily")).Json.GetProperty("timeline").GetArrayLength(), Is.EqualTo(30));
    }

    [TestCase("since=2026-01-01T00:00:00Z&until=2026-02-01T00:00:01Z")]
    [TestCase("granularity=daily&since=2025-01-01T00:00:00Z&until=2026-01-02T00:00:01Z")]
    [TestCase("since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z")]
    [TestCase("granularity=minutely")]
    [TestCase("since=yesterday")]
    public async Task A_range_that_is_too_long_or_none_is_refused(string query)
    {
        var organisation = await Hive.NewOrganisation();

        (await organisation.Admin.Get($"events/analytics?{query}")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    private static Task<int> Change(World world) => world.Connection.ExecuteAsync(
        """
        update events set status = 'completed', processing_time_ms = 1234 where org_id = @OrgId and status = 'processing';
        update events set status = 'failed', error_stage = 'late', agent_latency_ms = null where org_id = @OrgId and status = 'received' and channel = 'slack';
        update events set text_content = 'no figure moves' where org_id = @OrgId;
        delete from events where org_id = @OrgId and direction = 'outbound' and channel = 'custom';
        """, new { world.OrgId });

    private static async Task Equal(World world, string query, DateTimeOffset? since, DateTimeOffset? until, Guid? instanceId)
    {
        var json = await world.Get($"events/analytics?{query}");

        List<string> shown = [$"total={json.GetProperty("totalMessages")}"];
        Add("status completed", json.GetProperty("successfulMessages"));
        Add("status failed", json.GetProperty("failedMessages"));
        AddMap("type", "messageTypes");
        AddMap("stage", "errorStages");
        AddMap("instance", "instances");
        AddMap("channel", "byChannel");
        AddMap("direction", "byDirection");
        shown.Add($"processing={Average("avgProcessingTimeMs")}");
        shown.Add($"agent={Average("avgAgentTimeMs")}");
        Assert.That(shown, Is.EquivalentTo(await Seeds.Count(world.Connection, world.OrgId, since, until, instanceId)), query);

        if (query.Contains("since=", StringComparison.Ordinal) || query.Contains("until=", StringComparison.Ordinal))
        {
            var unit = query.Contains("daily", StringComparison.Ordinal) ? "day" : "hour";
            Assert.That(Filled(json.GetProperty("timeline")), Is.EqualTo(await Seeds.Timeline(world.Connection, world.OrgId, since!.Value, until!.Value, unit, instanceId)), query);
        }

        void Add(string name, JsonElement count)
        {
            if (count.GetInt64() != 0)
                shown.Add($"{name}={count}");
        }

        void AddMap(string name, string member)
        {
            foreach (var one in json.GetProperty(member).EnumerateObject())
                Add($"{name} {one.Name}", one.Value);
        }

        string Average(string member) => json.GetProperty(member) is { ValueKind: JsonValueKind.Number } value
            ? value.GetDouble().ToString("F6", CultureInfo.InvariantCulture)
            : "";
    }

    private static List<(DateTimeOffset, long)> Buckets(JsonElement timeline) =>
        [.. timeline.EnumerateArray().Select(one => (one.GetProperty("bucket").GetDateTimeOffset(), one.GetProperty("count").GetInt64()))];

    private static IEnumerable<(DateTimeOffset, long)> Filled(JsonElement timeline) => Buckets(timeline).Where(bucket => bucket.Item2 != 0);

    private static string Z(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset D(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
