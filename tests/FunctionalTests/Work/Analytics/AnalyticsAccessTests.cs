using System.Net;

namespace Hivemind.FunctionalTests.Work.Analytics;

[Parallelizable(ParallelScope.All)]
public sealed class AnalyticsAccessTests
{
    [TestCase("costs/histogram?days=0")]
    [TestCase("costs/histogram?days=366")]
    [TestCase("costs/histogram?granularity=minute")]
    [TestCase("costs/by-agent?days=0")]
    [TestCase("costs/by-subagent?days=366")]
    [TestCase("performance?days=0")]
    [TestCase("conversations?start_date=2026-03-02&end_date=2026-03-01")]
    [TestCase("conversations?start_date=yesterday")]
    [TestCase("conversations?limit=501")]
    public async Task What_cannot_be_asked_is_refused(string route)
    {
        var organisation = await Hive.NewOrganisation();

        (await organisation.Admin.Get($"analytics/{route}")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task Nobody_sees_the_costs_of_another_organisation()
    {
        var (owner, stranger) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        await RunRows.Insert(owner.Server.Database, [new() { OrgId = owner.Id, CreatedAt = TimeProvider.System.GetUtcNow(), CostUsd = 1 }]);

        Assert.That((await stranger.Admin.Get("analytics/summary")).Json.GetProperty("total_tasks").GetInt32(), Is.Zero);
        (await (await Hive.Nobody()).Get("analytics/summary")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        var narrow = await owner.Agent("narrow", scopes: ["commons:read"]);
        (await narrow.Get("analytics/summary")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
    }
}
