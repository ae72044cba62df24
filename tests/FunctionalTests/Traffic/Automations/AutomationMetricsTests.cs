using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.FunctionalTests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Traffic.Automations;

[Parallelizable(ParallelScope.All)]
public sealed class AutomationMetricsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Figures_equal_a_count_of_the_log_through_folds_failures_and_deletion()
    {
        var (time, database) = (new FakeTime(Noon), await TestApp.CloneDatabase());
        await using var server = await Hooks.Start(database, time);
        var organisation = await Hive.NewOrganisation(server);
        var good = await Automate.Create(organisation, Automate.Body("custom.test", Automate.Log("a"), Automate.Log("b")));
        var bad = await Automate.Create(organisation, Automate.Body("custom.test", Automate.Log("a"), Automate.Emit("custom.deep")));
        var never = await Automate.Create(organisation, Automate.Logging().With("triggerConditions", new[] { new { field = "missing", @operator = "exists" } }));

        for (var n = 0; n < 3; n++)
            await Automate.Happen(organisation, change: e => e with { CausationDepth = 8 });
        await Automate.Logged(organisation, good, 3);
        await Automate.Logged(organisation, bad, 3);
        var fresh = await Automate.Metrics(organisation);
        await Fold(server);
        var folded = await Automate.Metrics(organisation);
        time.Advance(TimeSpan.FromHours(24));
        var later = await Automate.Metrics(organisation);
        (await organisation.Admin.Delete($"automations/{bad}")).Expect(System.Net.HttpStatusCode.NoContent);
        var left = await Automate.Metrics(organisation);

        Check(fresh, total: 6, actions: 12, rate: 50, recent: 3, skipped: 3);
        Check(folded, total: 6, actions: 12, rate: 50, recent: 3, skipped: 3);
        Check(later, total: 6, actions: 12, rate: 50, recent: 0, skipped: 3);
        Check(left, total: 3, actions: 6, rate: 100, recent: 0, skipped: 3);
        Assert.That(await Automate.Read<long>(organisation, "select count(*) from automation_logs where automation_id = @never", new { never }), Is.EqualTo(3));
    }

    private static void Check(JsonElement metrics, int total, int actions, double rate, int recent, int skipped)
    {
        Assert.That(metrics.GetProperty("totalExecutions").GetInt32(), Is.EqualTo(total), metrics.GetRawText());
        Assert.That(metrics.GetProperty("totalActions").GetInt32(), Is.EqualTo(actions), metrics.GetRawText());
        Assert.That(metrics.GetProperty("successRate").GetDouble(), Is.EqualTo(rate), metrics.GetRawText());
        Assert.That(metrics.GetProperty("recentFailures").GetInt32(), Is.EqualTo(recent), metrics.GetRawText());
        Assert.That(metrics.GetProperty("skipped").GetInt32(), Is.EqualTo(skipped), metrics.GetRawText());
    }

    private static async Task Fold(TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IAutomationFigures>().Fold(1_000, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Commit(CancellationToken.None);
    }
}
