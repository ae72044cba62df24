using System.Net;
using Dapper;

namespace Hivemind.FunctionalTests.Work.Analytics;

[Parallelizable(ParallelScope.All)]
public sealed class DashboardSummaryTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Test]
    public async Task Anybody_may_know_how_busy_the_deployment_is()
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var (one, two) = (await Hive.NewOrganisation(server), await Hive.NewOrganisation(server));
        await one.User();
        var online = await two.User();
        await RunRows.Insert(server.Database,
        [
            new() { OrgId = one.Id, CreatedAt = Now, Priority = "high", Category = "ops" },
            new() { OrgId = two.Id, CreatedAt = Now, Status = "queued" },
            new() { OrgId = two.Id, CreatedAt = Now, Status = "failed", DeletedAt = Now },
        ]);
        await SetUser(server, online, "is_online", true);

        var answer = (await (await Hive.Nobody(server)).Get("dashboard/summary")).Expect(HttpStatusCode.OK);

        Assert.That(answer.Text, Does.StartWith(
            """{"total_tasks":2,"completed_tasks":1,"active_users":2,"online_users":1,"tasks_by_priority":{"high":1,"medium":1},"tasks_by_category":{"ops":1,"uncategorized":1},"tasks_by_status":{"completed":1,"queued":1},"generated_at":"2"""));
        Assert.That(answer.Text, Does.Not.Contain(one.Id).And.Not.Contain("@"));
    }

    [Test]
    public async Task Who_belongs_to_an_organisation_may_ask_for_it_alone()
    {
        var (own, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var user = await own.User();
        var gone = await own.User();
        await other.User();
        await RunRows.Insert(own.Server.Database, [new() { OrgId = own.Id, CreatedAt = Now, Status = "cancelled" }, new() { OrgId = other.Id, CreatedAt = Now }]);
        await SetUser(own.Server, gone, "is_active", false);

        var summary = (await user.Get("dashboard/summary?scope=org")).Expect(HttpStatusCode.OK);

        Assert.That(summary.Text, Does.StartWith(
            """{"total_tasks":1,"completed_tasks":0,"active_users":1,"online_users":0,"tasks_by_priority":{"medium":1},"tasks_by_category":{"uncategorized":1},"tasks_by_status":{"cancelled":1}"""));
    }

    [Test]
    public async Task A_group_that_empties_is_gone()
    {
        var organisation = await Hive.NewOrganisation();
        await RunRows.Insert(organisation.Server.Database, [new() { OrgId = organisation.Id, CreatedAt = Now, Category = "ops", Status = "queued" }]);
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();

        await connection.ExecuteAsync("update tasks set category = 'other', status = 'running' where org_id = @Id", new { organisation.Id });
        var moved = (await organisation.Admin.Get("dashboard/summary?scope=org")).Json;
        await connection.ExecuteAsync("delete from tasks where org_id = @Id", new { organisation.Id });
        var removed = (await organisation.Admin.Get("dashboard/summary?scope=org")).Json;

        Assert.That(moved.GetProperty("tasks_by_category").GetRawText(), Is.EqualTo("""{"other":1}"""));
        Assert.That(moved.GetProperty("tasks_by_status").GetRawText(), Is.EqualTo("""{"running":1}"""));
        Assert.That(removed.GetProperty("tasks_by_category").GetRawText(), Is.EqualTo("{}"));
        Assert.That(removed.GetProperty("total_tasks").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task The_own_organisation_is_told_to_nobody()
    {
        (await (await Hive.Nobody()).Get("dashboard/summary?scope=org")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        (await (await Hive.Nobody()).Get("dashboard/summary?scope=all")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    private static async Task SetUser(TestServer server, Caller user, string flag, bool value)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync($"update users set {flag} = @value where id = @Id", new { value, Id = Guid.Parse(user.ActorId["user:".Length..]) });
    }
}
