using System.Net;
using Dapper;
using Hivemind.Application.Work.Costs;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Work.Costs;

[Parallelizable(ParallelScope.All), CancelAfter(150_000)]
public sealed class RecountCostsTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly DateTimeOffset PriceStart = Now.AddDays(-10);

    [Test]
    public async Task A_price_of_the_past_changes_the_computed_costs_it_concerns(CancellationToken token)
    {
        await using var server = await TestServer.Start();
        var organisation = await Hive.NewOrganisation(server);
        var conversation = await NewConversation(server, organisation.Id);
        await RunRows.Insert(server.Database,
        [
            Run(organisation, Now.AddDays(-1)) with { ConversationId = conversation },
            Run(organisation, Now.AddDays(-2)) with { ConversationId = conversation, Status = "failed", Agent = "planning" },
            Run(organisation, Now.AddDays(-2)) with { ConversationId = conversation, Status = "cancelled" },
            Run(organisation, Now.AddDays(-2)) with { CostSource = "reported" },
            Run(organisation, Now.AddDays(-2)) with { Model = "sonnet" },
            Run(organisation, Now.AddDays(-2)) with { DeletedAt = Now },
            Run(organisation, Now.AddDays(-11)) with { ConversationId = conversation },
        ]);

        await AddPrice(organisation.Admin, 25);

        await Eventually.Seen(() => IsDone(server, organisation.Id), "the end of the recount");
        var costs = await Costs(server, organisation.Id);
        Assert.That(costs, Is.EqualTo(new[] { 15m, 15m, 15m, 25m, 25m, 25m, 25m }));
        var summary = (await organisation.Admin.Get("analytics/summary")).Json;
        Assert.That(summary.GetProperty("total_cost").GetDecimal(), Is.EqualTo(145));
        Assert.That(summary.GetProperty("cost_breakdown").GetProperty("by_agent").GetRawText(), Is.EqualTo("""{"executor":120,"planning":25}"""));
        var told = (await organisation.Admin.Get("analytics/conversations")).Expect(HttpStatusCode.OK).Json;
        Assert.That(told.GetProperty("total_cost_usd").GetDecimal(), Is.EqualTo(45 + 20), "only ended runs that were not stopped count there");
        Assert.That(told.GetProperty("conversations")[0].GetProperty("total_cost_usd").GetDecimal(), Is.EqualTo(65));
    }

    [Test]
    public async Task A_recount_goes_on_where_a_killed_process_left_it(CancellationToken token)
    {
        var database = await TestApp.CloneDatabase();
        await using var first = await TestServer.Start(database, settings: new() { ["Jobs:Enabled"] = "false" });
        var organisation = await Hive.NewOrganisation(first);
        await RunRows.Insert(first.Database, Enumerable.Range(0, 1200).Select(_ => Run(organisation, Now.AddDays(-1))));
        await AddPrice(organisation.Admin, 25);

        await using (var scope = first.Services.CreateAsyncScope())
            Assert.That(await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RecountCosts(), token), Is.True);

        var half = await Costs(first, organisation.Id);
        Assert.That(half.Count(cost => cost == 25), Is.EqualTo(500));
        Assert.That((await organisation.Admin.Get("analytics/summary")).Json.GetProperty("total_cost").GetDecimal(), Is.EqualTo((500 * 25) + (700 * 15)));

        await using var second = await TestServer.Start(database);
        await Eventually.Seen(() => IsDone(second, organisation.Id), "the end of the recount");
        Assert.That(await Costs(second, organisation.Id), Is.All.EqualTo(25m));
        Assert.That((await organisation.Admin.Get("analytics/summary")).Json.GetProperty("total_cost").GetDecimal(), Is.EqualTo(1200 * 25));
    }

    [Test]
    public async Task A_price_of_the_future_changes_nothing_yet()
    {
        await using var server = await TestServer.Start(settings: new() { ["Jobs:Enabled"] = "false" });
        var organisation = await Hive.NewOrganisation(server);

        (await organisation.Admin.Post("analytics/prices", new { model = "opus", token_kind = "input", usd_per_million = 9, effective_from = "2100-01-01T00:00:00Z" }))
            .Expect(HttpStatusCode.Created);

        Assert.That(await IsDone(server, organisation.Id), Is.True);
    }

    private static RunRow Run(Organisation organisation, DateTimeOffset at) => new()
    {
        OrgId = organisation.Id,
        CreatedAt = at.AddMinutes(-1),
        Waited = TimeSpan.Zero,
        Took = TimeSpan.FromMinutes(1),
        Agent = "executor",
        Model = "claude-opus-4",
        InputTokens = 1_000_000,
        OutputTokens = 0,
        CostUsd = 15,
        CostSource = "computed",
    };

    private static async Task AddPrice(Caller admin, decimal usd) => (await admin.Post("analytics/prices", new
    {
        model = "opus",
        token_kind = "input",
        usd_per_million = usd,
        effective_from = PriceStart,
    })).Expect(HttpStatusCode.Created);

    private static async Task<Guid> NewConversation(TestServer server, string orgId)
    {
        var id = Guid.CreateVersion7(Now);
        await using var connection = await server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into conversations (id, org_id, kind, title, owner_id, completed_tasks, failed_tasks, total_cost_usd, created_at, updated_at)
            values (@id, @orgId, 'agent', 'Talk', 'ada', 2, 1, 45, now(), now())
            """, new { id, orgId });
        return id;
    }

    private static async Task<bool> IsDone(TestServer server, string orgId)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("select count(*) from cost_recounts where org_id = @orgId", new { orgId }) == 0;
    }

    private static async Task<List<decimal>> Costs(TestServer server, string orgId)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<decimal>("select cost_usd from tasks where org_id = @orgId order by cost_usd", new { orgId })];
    }
}
