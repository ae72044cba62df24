using System.Net;

namespace Hivemind.FunctionalTests.Work.Agents;

[Parallelizable(ParallelScope.All)]
public sealed class AgentTests
{
    [Test]
    public async Task The_catalogue_shows_built_in_and_own_agents_and_how_busy_they_are()
    {
        var organisation = await Hive.NewOrganisation();
        var worker = await organisation.Agent("worker");
        (await organisation.Admin.Post("agents", new { name = "painter", agentType = "custom", description = "Paints", maxConcurrent = 1 })).Expect(HttpStatusCode.Created);
        for (var i = 0; i < 3; i++)
            await Board.Queue(worker, agent: "painter");
        await Board.ClaimNext(worker);

        var agents = (await worker.Get("agents")).Expect(HttpStatusCode.OK).Json.EnumerateArray().ToList();

        var painter = agents.Single(agent => agent.GetProperty("name").GetString() == "painter");
        Assert.That(agents.Where(agent => agent.GetProperty("is_builtin").GetBoolean()).Select(agent => agent.GetProperty("name").GetString()),
            Is.EqualTo(new[] { "code_implementation", "consultation", "executor", "planning", "question_asking" }));
        Assert.That((painter.GetProperty("running").GetInt32(), painter.GetProperty("queued").GetInt32(), painter.GetProperty("max_concurrent").GetInt32()), Is.EqualTo((1, 2, 1)));
        Assert.That((await (await Hive.NewOrganisation()).Admin.Get("agents")).Json.GetArrayLength(), Is.EqualTo(5));
    }

    [Test]
    public async Task Built_in_agents_never_change_and_names_are_taken_once()
    {
        var organisation = await Hive.NewOrganisation();
        (await organisation.Admin.Post("agents", new { name = "painter", agentType = "custom" })).Expect(HttpStatusCode.Created);

        (await organisation.Admin.Post("agents", new { name = "painter", agentType = "custom" })).Refused(HttpStatusCode.Conflict, "DUPLICATE");
        (await organisation.Admin.Post("agents", new { name = "planning", agentType = "custom" })).Refused(HttpStatusCode.Conflict, "DUPLICATE");
        (await organisation.Admin.Patch("agents/planning", new { maxConcurrent = 5 })).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await organisation.Admin.Delete("agents/planning")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await organisation.Admin.Post("agents", new { name = "Big Name", agentType = "custom" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await organisation.Admin.Post("agents", new { name = "nameless" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await organisation.Admin.Post("agents", new { name = "big", agentType = "custom", maxConcurrent = 11 })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task An_own_agent_is_changed_by_admins_of_its_organisation_only()
    {
        var organisation = await Hive.NewOrganisation();
        var created = (await organisation.Admin.Post("agents", new { name = "painter", agentType = "custom" })).Expect(HttpStatusCode.Created);
        var stranger = (await Hive.NewOrganisation()).Admin;
        var member = await organisation.Agent("member");

        var changed = (await organisation.Admin.Patch("agents/painter", new { timeoutSeconds = 60, description = "Slow" }, ("If-Match", created.Header("ETag") ?? ""))).Expect(HttpStatusCode.OK).Json;

        Assert.That((changed.GetProperty("timeout_seconds").GetInt32(), changed.GetProperty("priority").GetInt32()), Is.EqualTo((60, 50)));
        (await organisation.Admin.Patch("agents/painter", new { priority = 1 }, ("If-Match", "\"1\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await stranger.Get("agents/painter")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await stranger.Patch("agents/painter", new { priority = 1 })).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await stranger.Delete("agents/painter")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await member.Post("agents", new { name = "mine", agentType = "custom" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await member.Get("agents/painter")).Expect(HttpStatusCode.OK);
        (await organisation.Admin.Delete("agents/painter")).Expect(HttpStatusCode.NoContent);
        (await organisation.Admin.Get("agents/painter")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Test, CancelAfter(150_000)]
    public async Task Live_clients_hear_how_busy_an_agent_is_but_not_for_every_run(CancellationToken cancellationToken)
    {
        var organisation = await Hive.NewOrganisation();
        for (var i = 0; i < 20; i++)
            await Board.Queue(organisation.Admin, agent: "planning");

        IReadOnlyList<(string Name, System.Text.Json.JsonElement Payload)> news = [];
        await Eventually.Seen(async () =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            news = await Board.News(organisation.Admin, Guid.Empty, "agents");
            return news.Count > 0 && news[^1].Payload.GetProperty("queued").GetInt32() == 20;
        }, "agent_status with all runs");

        Assert.That(news, Has.Count.LessThan(20));
        Assert.That((news[0].Name, news[^1].Payload.GetProperty("running").GetInt32()), Is.EqualTo(("agent_status", 0)));
    }
}
