using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Work.Costs;

[Parallelizable(ParallelScope.All)]
public sealed class RunCostTests
{
    [Test]
    public async Task Tokens_cost_what_the_prices_say()
    {
        var organisation = await Hive.NewOrganisation();
        var run = await Claimed(organisation);

        var done = (await organisation.Admin.Patch($"tasks/{run}", new
        {
            status = "completed",
            model = "claude-opus-4-1",
            tokens = new { input = 100_000, cached_input = 50_000, output = 10_000, reasoning = 2_000, images = 3 },
        })).Expect(HttpStatusCode.OK).Json;

        Assert.That(done.GetProperty("cost_usd").GetDecimal(), Is.EqualTo((150_000 * 15m / 1_000_000) + (12_000 * 75m / 1_000_000)));
        Assert.That(done.GetProperty("cost_source").GetString(), Is.EqualTo("computed"));
        Assert.That((done.GetProperty("input_tokens").GetInt64(), done.GetProperty("output_tokens").GetInt64()), Is.EqualTo((150_000, 12_000)));
        var summary = (await organisation.Admin.Get("analytics/summary")).Json;
        Assert.That(summary.GetProperty("total_cost").GetDecimal(), Is.EqualTo(3.15m));
        Assert.That(summary.GetProperty("cost_breakdown").GetProperty("by_model").GetProperty("claude-opus-4-1").GetDecimal(), Is.EqualTo(3.15m));
    }

    [Test]
    public async Task What_the_worker_reports_stays()
    {
        var organisation = await Hive.NewOrganisation();
        var run = await Claimed(organisation);

        await organisation.Admin.Patch($"tasks/{run}", new { cost_usd = 0.5m, model = "opus" });
        var later = (await organisation.Admin.Patch($"tasks/{run}", new { status = "completed", input_tokens = 1_000_000, output_tokens = 0 }))
            .Expect(HttpStatusCode.OK).Json;

        Assert.That(later.GetProperty("cost_usd").GetDecimal(), Is.EqualTo(0.5m));
        Assert.That(later.GetProperty("cost_source").GetString(), Is.EqualTo("reported"));
        Assert.That(later.GetProperty("tokens").GetRawText(), Is.EqualTo("""{"input":1000000,"output":0}"""));
    }

    [Test]
    public async Task A_run_without_tokens_has_no_cost()
    {
        var organisation = await Hive.NewOrganisation();
        var run = await Claimed(organisation);

        var done = (await organisation.Admin.Patch($"tasks/{run}", new { status = "completed", model = "opus" })).Expect(HttpStatusCode.OK).Json;

        Assert.That(done.GetProperty("cost_usd").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(done.GetProperty("cost_source").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task The_price_of_the_end_counts_and_until_then_that_of_now()
    {
        var time = new FakeTime(new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero));
        await using var server = await TestServer.Start(time: time, settings: new() { ["Jobs:Enabled"] = "false" });
        var organisation = await Hive.NewOrganisation(server);
        (await organisation.Admin.Post("analytics/prices", new { model = "opus", token_kind = "input", usd_per_million = 20, effective_from = "2026-03-10T12:10:00Z" }))
            .Expect(HttpStatusCode.Created);
        var run = await Claimed(organisation);

        var early = (await organisation.Admin.Patch($"tasks/{run}", new { model = "opus", input_tokens = 1_000_000 })).Expect(HttpStatusCode.OK).Json;
        time.Advance(TimeSpan.FromMinutes(10));
        var late = (await organisation.Admin.Patch($"tasks/{run}", new { status = "completed" })).Expect(HttpStatusCode.OK).Json;

        Assert.That(early.GetProperty("cost_usd").GetDecimal(), Is.EqualTo(15));
        Assert.That(late.GetProperty("cost_usd").GetDecimal(), Is.EqualTo(20));
    }

    [TestCase("""{"tokens":{"input":-1}}""")]
    [TestCase("""{"input_tokens":-1}""")]
    [TestCase("""{"output_tokens":1000000000001}""")]
    [TestCase("""{"cost_usd":-0.01}""")]
    public async Task Impossible_reports_are_refused(string report)
    {
        var organisation = await Hive.NewOrganisation();
        var run = await Claimed(organisation);

        (await organisation.Admin.Patch($"tasks/{run}", report)).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    private static async Task<Guid> Claimed(Organisation organisation)
    {
        (await organisation.Admin.Post("tasks", new { input_message = "Do it.", assigned_agent = "executor" })).Expect(HttpStatusCode.Created);
        return (await organisation.Admin.Post("tasks/claim-next", new { lease_seconds = 3600 })).Expect(HttpStatusCode.OK).Id;
    }
}
