using System.Net;
using System.Text.Json;
using Dapper;
using Hivemind.FunctionalTests.Database;
using Hivemind.FunctionalTests.Serving;

namespace Hivemind.FunctionalTests.Work.Analytics;

/// <summary>Every figure equals its rows, whoever works at once and whoever dies.</summary>
[Parallelizable(ParallelScope.All), CancelAfter(180_000)]
public sealed class FiguresUnderTrafficTests
{
    [Test]
    public async Task After_many_writers_on_two_servers_every_figure_equals_the_rows(CancellationToken token)
    {
        var database = await TestApp.CloneDatabase();
        await using var first = await TestServer.Start(database);
        await using var second = await TestServer.Start(database);
        var organisation = await Hive.NewOrganisation(first);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var traffic = new RunTraffic(organisation);
        var elsewhere = new RunTraffic(organisation with { Server = second });

        var writing = Task.WhenAll(traffic.Run(10, stop.Token), elsewhere.Run(10, stop.Token));
        await Task.WhenAll(traffic.UntilMore(80), elsewhere.UntilMore(80), Agree(organisation.Admin, 10));
        await stop.CancelAsync();
        await writing;

        await RecountsDone(first, organisation.Id);
        Assert.That(traffic.Prices + elsewhere.Prices, Is.GreaterThan(0));
        await Recount.Check(organisation.Admin);
        await Recount.Check(organisation.Admin.At(second));
    }

    [Test, Category("Slow")]
    public async Task After_kill_9_of_the_server_every_figure_equals_the_rows(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var before = await ServerProcess.Start(directory.Path, token);
        var organisation = await Hive.NewOrganisation(before.Server);
        var traffic = new RunTraffic(organisation);
        var writing = traffic.Run(20, token);
        await traffic.UntilMore(150);

        await before.Kill(token);
        await writing;
        await using var after = await ServerProcess.Start(directory.Path, token);

        await RecountsDone(after.Server, organisation.Id);
        Assert.That(traffic.Prices, Is.GreaterThan(0));
        await Recount.Check(organisation.Admin.At(after.Server));
    }

    /// <summary>The numbers of one answer agree with each other while everything moves.</summary>
    private static async Task Agree(Caller caller, int times)
    {
        for (var time = 0; time < times; time++)
        {
            var summary = (await caller.Get("analytics/summary")).Expect(HttpStatusCode.OK).Json;
            Assert.That(Sum(summary.GetProperty("cost_breakdown").GetProperty("by_status")), Is.EqualTo(summary.GetProperty("total_cost").GetDecimal()));
            var dashboard = (await caller.Get("dashboard/summary?scope=org")).Expect(HttpStatusCode.OK).Json;
            Assert.That(Sum(dashboard.GetProperty("tasks_by_priority")), Is.EqualTo(dashboard.GetProperty("total_tasks").GetDecimal()));
            Assert.That(Sum(dashboard.GetProperty("tasks_by_category")), Is.EqualTo(dashboard.GetProperty("total_tasks").GetDecimal()));
        }
    }

    private static decimal Sum(JsonElement map) => map.EnumerateObject().Sum(entry => entry.Value.GetDecimal());

    private static Task RecountsDone(TestServer server, string orgId) => Eventually.Seen(async () =>
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("select count(*) from cost_recounts where org_id = @orgId", new { orgId }) == 0;
    }, "the end of the recounts");
}
