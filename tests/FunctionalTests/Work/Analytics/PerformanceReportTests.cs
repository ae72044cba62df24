using System.Net;

namespace Hivemind.FunctionalTests.Work.Analytics;

[Parallelizable(ParallelScope.All)]
public sealed class PerformanceReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 14, 30, 0, TimeSpan.Zero);

    [Test]
    public async Task A_report_tells_how_well_the_runs_of_some_days_went()
    {
        await using var server = await At(Now);
        var organisation = await Hive.NewOrganisation(server);
        await RunRows.Insert(server.Database, Enumerable.Range(1, 20).Select(i => Run(organisation, Now.AddMinutes(-i)) with
        {
            Agent = "executor",
            CostUsd = 0.1m,
            InputTokens = 100,
            OutputTokens = i,
            Status = i <= 5 ? "failed" : "completed",
            Waited = TimeSpan.FromSeconds(1),
            Took = TimeSpan.FromSeconds(1 + i),
        }).Append(Run(organisation, Now.AddDays(-1)) with { Status = "queued" }).Append(Run(organisation, Now.AddDays(-7)) with { Agent = "planning" }));

        var answer = (await organisation.Admin.Get("analytics/performance?days=7")).Expect(HttpStatusCode.OK);

        var report = answer.Json;
        Assert.That(report.GetProperty("total_tasks").GetInt32(), Is.EqualTo(21), answer.Text);
        Assert.That(report.GetProperty("completed_tasks").GetInt32(), Is.EqualTo(15));
        Assert.That(report.GetProperty("failed_tasks").GetInt32(), Is.EqualTo(5));
        Assert.That(report.GetProperty("success_rate").GetDouble(), Is.EqualTo(15.0 / 21));
        Assert.That(report.GetProperty("avg_duration_seconds").GetDouble(), Is.EqualTo(11.5));
        Assert.That(report.GetProperty("avg_run_seconds").GetDouble(), Is.EqualTo(10.5));
        Assert.That(report.GetProperty("p95_duration_seconds").GetDouble(), Is.EqualTo(20.05).Within(3.2).Percent);
        Assert.That(report.GetProperty("avg_tokens").GetDouble(), Is.EqualTo(110.5));
        Assert.That(report.GetProperty("avg_cost_usd").GetDecimal(), Is.EqualTo(0.1m));
        Assert.That(report.GetProperty("cost_per_hour").GetArrayLength(), Is.EqualTo(7 * 24));
        Assert.That(report.GetProperty("cost_per_hour").EnumerateArray().Sum(hour => hour.GetProperty("cost").GetDecimal()), Is.EqualTo(2));
        Assert.That(report.GetProperty("cost_per_hour")[167].GetProperty("bucket").GetString(), Is.EqualTo("2026-03-10T14:00:00Z"));
        Assert.That(report.GetProperty("tasks_per_day").EnumerateArray().Select(day => day.GetProperty("count").GetInt32()), Is.EqualTo(new[] { 0, 0, 0, 0, 0, 1, 20 }));
        Assert.That(report.GetProperty("tasks_per_day")[6].GetProperty("date").GetString(), Is.EqualTo("2026-03-10"));
        Assert.That(report.GetProperty("by_agent").GetRawText(), Is.EqualTo(
            """[{"agent":"executor","total_tasks":20,"completed_tasks":15,"failed_tasks":5,"success_rate":0.75,"avg_duration_seconds":11.5,"cost_usd":2}]"""));
        Assert.That((await organisation.Admin.Get("analytics/performance?days=60")).Json.GetProperty("cost_per_hour").GetArrayLength(), Is.EqualTo(31 * 24));
    }

    private static RunRow Run(Organisation organisation, DateTimeOffset createdAt) => new() { OrgId = organisation.Id, CreatedAt = createdAt };

    private static Task<TestServer> At(DateTimeOffset now) => TestServer.Start(time: new FakeTime(now), settings: new() { ["Jobs:Enabled"] = "false" });
}
