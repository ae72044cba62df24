using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Work.Analytics;

[Parallelizable(ParallelScope.All)]
public sealed class AnalyticsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 14, 30, 0, TimeSpan.Zero);

    [Test]
    public async Task Costs_are_told_of_today_and_ever_and_by_what_they_went_into()
    {
        await using var server = await At(Now);
        var organisation = await Hive.NewOrganisation(server);
        await RunRows.Insert(server.Database,
        [
            Run(organisation, Now) with { CostUsd = 1.5m, Agent = "executor", Model = "opus", Source = "api" },
            Run(organisation, Now.Date) with { CostUsd = 0.25m, Agent = "planning", Model = "opus", Source = "dashboard", Status = "failed" },
            Run(organisation, Now.Date.AddTicks(-10)) with { CostUsd = 2, Agent = "executor", DeletedAt = Now },
            Run(organisation, Now) with { Status = "queued" },
        ]);

        var summary = (await organisation.Admin.Get("analytics/summary")).Expect(HttpStatusCode.OK);

        Assert.That(summary.Text, Is.EqualTo(
            """{"today_cost":1.75,"today_tasks":3,"total_cost":3.75,"total_tasks":4,"cost_breakdown":{"by_agent":{"executor":3.5,"planning":0.25},"by_source":{"api":3.5,"dashboard":0.25},"by_status":{"completed":3.5,"failed":0.25,"queued":0},"by_model":{"opus":1.75}}}"""));
    }

    [Test]
    public async Task An_organisation_without_runs_has_figures_of_zero()
    {
        await using var server = await At(Now);
        var organisation = await Hive.NewOrganisation(server);

        Assert.That((await organisation.Admin.Get("analytics/summary")).Text, Is.EqualTo(
            """{"today_cost":0,"today_tasks":0,"total_cost":0,"total_tasks":0,"cost_breakdown":{"by_agent":{},"by_source":{},"by_status":{},"by_model":{}}}"""));
        Assert.That((await organisation.Admin.Get("analytics/costs/histogram?days=1")).Text, Is.EqualTo(
            """{"dates":["2026-03-10"],"costs":[0],"task_counts":[0],"tokens":[0],"avg_latency":[0],"error_counts":[0]}"""));
        Assert.That((await organisation.Admin.Get("analytics/costs/by-agent")).Text, Is.EqualTo(
            """{"agents":[],"subagents":[],"costs":[],"task_counts":[]}"""));

        var report = (await organisation.Admin.Get("analytics/performance?days=1")).Json;
        Assert.That(report.GetProperty("success_rate").GetDouble(), Is.Zero);
        foreach (var average in new[] { "avg_duration_seconds", "avg_run_seconds", "p95_duration_seconds", "avg_tokens", "avg_cost_usd" })
            Assert.That(report.GetProperty(average).ValueKind, Is.EqualTo(JsonValueKind.Null), average);
    }

    [Test]
    public async Task A_histogram_has_every_day_or_hour_and_counts_runs_where_they_were_created()
    {
        await using var server = await At(Now);
        var organisation = await Hive.NewOrganisation(server);
        await RunRows.Insert(server.Database,
        [
            Run(organisation, Now) with { CostUsd = 1, InputTokens = 10, OutputTokens = 5, Waited = TimeSpan.FromSeconds(1), Took = TimeSpan.FromSeconds(3) },
            Run(organisation, Now) with { Status = "failed", Waited = TimeSpan.Zero, Took = TimeSpan.FromSeconds(4) },
            Run(organisation, Now.AddHours(-1)) with { CostUsd = 2 },
            Run(organisation, Now.AddDays(-2)) with { CostUsd = 4 },
            Run(organisation, Now.AddDays(-3)) with { CostUsd = 8 },
        ]);

        var days = (await organisation.Admin.Get("analytics/costs/histogram?days=3")).Expect(HttpStatusCode.OK);
        var hours = (await organisation.Admin.Get("analytics/costs/histogram?days=2&granularity=hour")).Expect(HttpStatusCode.OK).Json;

        Assert.That(days.Text, Is.EqualTo(
            """{"dates":["2026-03-08","2026-03-09","2026-03-10"],"costs":[4,0,3],"task_counts":[1,0,3],"tokens":[0,0,15],"avg_latency":[0,0,3000],"error_counts":[0,0,1]}"""));
        foreach (var list in new[] { "dates", "costs", "task_counts", "tokens", "avg_latency", "error_counts" })
            Assert.That(hours.GetProperty(list).GetArrayLength(), Is.EqualTo(48), list);
        Assert.That(hours.GetProperty("dates")[0].GetString(), Is.EqualTo("2026-03-08T15:00:00Z"));
        Assert.That(hours.GetProperty("dates")[47].GetString(), Is.EqualTo("2026-03-10T14:00:00Z"));
        Assert.That(hours.GetProperty("costs").EnumerateArray().Select(cost => cost.GetDecimal()), Is.EqualTo(Enumerable.Repeat(0m, 46).Concat([2m, 1m])));
    }

    [Test]
    public async Task Agents_are_told_by_cost_and_runs_without_one_left_out()
    {
        await using var server = await At(Now);
        var organisation = await Hive.NewOrganisation(server);
        await RunRows.Insert(server.Database,
        [
            Run(organisation, Now) with { CostUsd = 1, Agent = "planning" },
            Run(organisation, Now.AddDays(-29)) with { CostUsd = 5, Agent = "executor" },
            Run(organisation, Now.AddDays(-30)) with { CostUsd = 9, Agent = "planning" },
            Run(organisation, Now) with { CostUsd = 7 },
        ]);

        foreach (var route in new[] { "by-agent", "by-subagent" })
            Assert.That((await organisation.Admin.Get($"analytics/costs/{route}")).Expect(HttpStatusCode.OK).Text, Is.EqualTo(
                """{"agents":["executor","planning"],"subagents":["executor","planning"],"costs":[5,1],"task_counts":[1,1]}"""));
        Assert.That((await organisation.Admin.Get("analytics/costs/by-agent?days=31")).Json.GetProperty("costs")[0].GetDecimal(), Is.EqualTo(10));
    }

    [Test]
    public async Task The_days_begin_at_midnight_utc_and_buckets_move_on_with_the_hour()
    {
        var time = new FakeTime(new(2026, 3, 10, 23, 59, 59, TimeSpan.Zero));
        await using var server = await At(time);
        var organisation = await Hive.NewOrganisation(server);
        await RunRows.Insert(server.Database, [Run(organisation, time.GetUtcNow()) with { CostUsd = 1 }]);
        Assert.That((await organisation.Admin.Get("analytics/summary")).Json.GetProperty("today_cost").GetDecimal(), Is.EqualTo(1));

        time.Advance(TimeSpan.FromSeconds(1));
        await RunRows.Insert(server.Database, [Run(organisation, time.GetUtcNow()) with { CostUsd = 2 }]);

        var summary = (await organisation.Admin.Get("analytics/summary")).Json;
        Assert.That((summary.GetProperty("today_cost").GetDecimal(), summary.GetProperty("total_cost").GetDecimal()), Is.EqualTo((2m, 3m)));
        var days = (await organisation.Admin.Get("analytics/costs/histogram?days=2")).Json;
        Assert.That(days.GetProperty("costs").GetRawText(), Is.EqualTo("[1,2]"));
        var hours = (await organisation.Admin.Get("analytics/costs/histogram?days=1&granularity=hour")).Json;
        Assert.That(hours.GetProperty("dates")[23].GetString(), Is.EqualTo("2026-03-11T00:00:00Z"));
        Assert.That(hours.GetProperty("costs").GetRawText(), Does.EndWith("0,1,2]"));
    }

    private static RunRow Run(Organisation organisation, DateTimeOffset createdAt) => new() { OrgId = organisation.Id, CreatedAt = createdAt };

    private static Task<TestServer> At(DateTimeOffset now) => At(new FakeTime(now));

    private static Task<TestServer> At(FakeTime time) => TestServer.Start(time: time, settings: new() { ["Jobs:Enabled"] = "false" });
}
