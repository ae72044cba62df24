using System.Net;
using System.Text.Json;
using Dapper;

namespace Hivemind.FunctionalTests.Traffic.Figures;

[Parallelizable(ParallelScope.All)]
public sealed class DashboardTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 20, 10, 42, 17, 123, TimeSpan.Zero);

    [Test, CancelAfter(120_000)]
    public async Task Every_number_equals_that_of_its_own_route()
    {
        await using var world = await World.Start(Now);
        await Seeds.Spread(world.Connection, world.OrgId, Now.AddDays(-3), Now.AddHours(1), 2000);
        await world.Fold();
        await Seeds.Spread(world.Connection, world.OrgId, Now.AddHours(-2), Now, 100);
        var instance = await world.Organisation.NewInstance();
        await world.Organisation.NewInstance("other", "discord");
        await world.Organisation.Admin.Post($"instances/{instance}/connect");
        await world.Connection.ExecuteAsync(
            """
            insert into dead_letters (id, org_id, event_id, event_type, handler, error, fingerprint, status, created_at)
            select gen_random_uuid(), @OrgId, gen_random_uuid(), 'custom.a', 'h', 'e', 'f', (array['pending', 'resolved', 'abandoned'])[1 + i % 3], @Now
            from generate_series(1, 7) as i
            """, new { world.OrgId, Now });

        var dashboard = await world.Get("dashboard");
        var metrics = await world.Get("event-ops/metrics");
        var analytics = await world.Get("events/analytics");
        var automations = await world.Get("automation-metrics");

        var events = dashboard.GetProperty("events");
        foreach (var (member, own) in new[]
        {
            ("total", "totalEvents"), ("last24h", "eventsLast24h"), ("lastHour", "eventsLastHour"), ("perHour", "eventsPerHour"), ("perMinute", "eventsPerMinute"), ("failureRate", "failureRate"),
        })
            Assert.That(Raw(events, member), Is.EqualTo(Raw(metrics, own)), member);
        foreach (var member in new[] { "timeline", "byChannel", "byDirection" })
            Assert.That(Raw(events, member), Is.EqualTo(Raw(analytics, member)), member);
        foreach (var member in new[] { "running", "totalExecutions", "successRate" })
            Assert.That(Raw(dashboard.GetProperty("automations"), member), Is.EqualTo(Raw(automations, member)), member);
        Assert.That(events.EnumerateObject().Count(), Is.EqualTo(9));
        Assert.That(Raw(dashboard.GetProperty("deadLetters"), "pending"), Is.EqualTo(Raw(metrics, "deadLettersPending")).And.EqualTo("2"));
        Assert.That(Raw(dashboard.GetProperty("deadLetters"), "total"), Is.EqualTo("7"));
        Assert.That(dashboard.GetProperty("instances").GetRawText(), Is.EqualTo("""{"total":2,"connected":1,"byChannel":{"discord":1,"slack":1}}"""));
        Assert.That(dashboard.GetProperty("system").EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "status", "uptime", "dbLatency", "natsConnected", "busConnected" }));
        Assert.That((await world.Get("/health")).GetProperty("instances").GetRawText(), Is.EqualTo(dashboard.GetProperty("instances").GetRawText()));
    }

    [Test]
    public async Task A_stranger_sees_nothing_of_it()
    {
        var (organisation, stranger) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        await organisation.NewInstance();
        await organisation.Admin.Report("""{"eventType": "custom.a"}""");

        var dashboard = (await stranger.Admin.Get("dashboard")).Expect(HttpStatusCode.OK).Json;

        Assert.That(dashboard.GetProperty("instances").GetProperty("total").GetInt64(), Is.Zero);
        Assert.That(dashboard.GetProperty("events").GetProperty("total").GetInt64(), Is.Zero);
    }

    private static string Raw(JsonElement json, string member) => json.GetProperty(member).GetRawText();
}
