using System.Net;
using Hivemind.Application.Common;

namespace Hivemind.FunctionalTests.Work.Tasks;

[Parallelizable(ParallelScope.All)]
public sealed class BoardTests
{
    [Test]
    public async Task Work_goes_over_the_board_and_everybody_sees_it_move()
    {
        var organisation = await Hive.NewOrganisation();
        var (owner, bob, viewer) = (await organisation.User(), await organisation.User(), await organisation.Agent("viewer"));
        var created = (await owner.Post("tasks", new { title = "Paint the fence", priority = "high", requiredSkills = new[] { "paint" }, teamSize = 2 })).Expect(HttpStatusCode.Created);
        var path = $"tasks/{created.Id}";

        var available = (await owner.Put($"{path}/status", new { status = "available" })).Expect(HttpStatusCode.OK).Json;
        var claimed = (await bob.Post($"{path}/claim")).Expect(HttpStatusCode.OK).Json;
        var released = (await bob.Post($"{path}/release")).Expect(HttpStatusCode.OK).Json;
        var assigned = (await owner.Post($"{path}/assign", new { userId = Guid.Parse(bob.ActorId["user:".Length..]) })).Expect(HttpStatusCode.OK).Json;
        var done = (await bob.Put($"{path}/status", new { status = "completed" })).Expect(HttpStatusCode.OK).Json;
        var news = await Board.News(viewer, created.Id);

        Assert.That((created.Json.GetProperty("kind").GetString(), created.Json.GetProperty("status").GetString(), created.Header("ETag")), Is.EqualTo(("work", "draft", "\"1\"")));
        Assert.That(available.GetProperty("status").GetString(), Is.EqualTo("available"));
        Assert.That((claimed.GetProperty("status").GetString(), claimed.GetProperty("assignee_type").GetString()), Is.EqualTo(("in_progress", "user")));
        Assert.That((released.GetProperty("status").GetString(), released.GetProperty("assignee_id").GetString()), Is.EqualTo(("available", (string?)null)));
        Assert.That($"user:{assigned.GetProperty("assignee_id").GetString()}", Is.EqualTo(bob.ActorId));
        Assert.That(done.GetProperty("completed_at").GetDateTimeOffset(), Is.GreaterThanOrEqualTo(done.GetProperty("started_at").GetDateTimeOffset()));
        Assert.That(news.Where(one => one.Name == "task_status_update").Select(one => one.Payload.GetProperty("new_status").GetString()),
            Is.EqualTo(new[] { "draft", "available", "in_progress", "available", "in_progress", "completed" }));
        Assert.That(news.Where(one => one.Name == "task_status").Select(one => one.Payload.GetProperty("status").GetString()).Last(), Is.EqualTo("completed"));
        Assert.That(news.Count(one => one.Name == "task_assignment_update"), Is.EqualTo(3));
    }

    [Test]
    public async Task Of_many_who_claim_at_once_one_gets_it()
    {
        var organisation = await Hive.NewOrganisation();
        var task = await Board.Put(organisation.Admin);
        var agents = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => organisation.Agent($"agent-{i}")));

        var answers = await Task.WhenAll(agents.Select(agent => agent.Post($"tasks/{task}/claim")));

        Assert.That(answers.Count(answer => answer.Status is HttpStatusCode.OK), Is.EqualTo(1));
        foreach (var answer in answers.Where(answer => answer.Status is not HttpStatusCode.OK))
        {
            answer.Refused(HttpStatusCode.Conflict, "INVALID_STATE");
            Assert.That(answer.Json.GetProperty("current_status").GetString(), Is.EqualTo("in_progress"));
        }
    }

    [Test]
    public async Task Who_may_do_what_is_kept()
    {
        var organisation = await Hive.NewOrganisation();
        var (owner, other) = (await organisation.Agent("owner"), await organisation.Agent("other"));
        var path = $"tasks/{await Board.Put(owner)}";

        (await owner.Post($"{path}/claim")).Refused(HttpStatusCode.Conflict, "CONFLICT");
        (await other.Post($"{path}/assign", new { agentId = "other" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await other.Patch(path, new { title = "Mine now" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await other.Put($"{path}/status", new { status = "cancelled" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await other.Delete(path)).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await owner.Put($"{path}/status", new { status = "in_progress" })).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await owner.Put($"{path}/status", new { status = "running" })).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await owner.Post($"{path}/release")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await owner.Patch(path, new { status = "cancelled", result = "x" })).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await owner.Post($"{path}/stop")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await owner.Post($"{path}/input", new { message = "yes" })).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await other.Post($"{path}/claim")).Expect(HttpStatusCode.OK);
        (await (await organisation.Agent("third")).Post($"{path}/release")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await other.Put($"{path}/status", new { status = "completed" })).Expect(HttpStatusCode.OK);
        (await organisation.Admin.Put($"{path}/status", new { status = "available" })).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
    }

    [Test]
    public async Task A_key_without_the_scope_only_reads()
    {
        var organisation = await Hive.NewOrganisation();
        var task = await Board.Put(organisation.Admin);
        var reader = await organisation.Agent("reader", scopes: ["work:read"]);

        (await reader.Get($"tasks/{task}")).Expect(HttpStatusCode.OK);
        (await reader.Post($"tasks/{task}/claim")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    [Test]
    public async Task A_completed_task_earns_its_assignee_the_points_once()
    {
        var organisation = await Hive.NewOrganisation();
        var bob = await organisation.User();
        var task = await Board.Put(organisation.Admin, impactPoints: 7);
        (await bob.Post($"tasks/{task}/claim")).Expect(HttpStatusCode.OK);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bob.Put($"tasks/{task}/status", new { status = "completed" })));
        (await organisation.Admin.Patch($"tasks/{task}", new { impactPoints = 100 })).Expect(HttpStatusCode.OK);

        Assert.That(answers.Count(answer => answer.Status is HttpStatusCode.OK), Is.EqualTo(1));
        Assert.That((await bob.Get("users/me")).Json.GetProperty("impact_score").GetInt32(), Is.EqualTo(7));
    }

    [Test]
    public async Task A_change_touches_what_is_given_clears_what_is_null_and_honours_the_version()
    {
        var organisation = await Hive.NewOrganisation();
        var owner = await organisation.User(OrgRole.Member);
        var created = (await owner.Post("tasks", new { title = "One", description = "Long", dueDate = "2026-12-24T12:00:00Z", impactPoints = 3 })).Expect(HttpStatusCode.Created);
        var path = $"tasks/{created.Id}";

        var changed = (await owner.Patch(path, """{"title": "Two", "description": null}""", ("If-Match", "\"1\""))).Expect(HttpStatusCode.OK).Json;

        Assert.That((changed.GetProperty("title").GetString(), changed.GetProperty("description").GetString(), changed.GetProperty("impact_points").GetInt32()), Is.EqualTo(("Two", (string?)null, 3)));
        Assert.That(changed.GetProperty("due_date").GetString(), Is.EqualTo("2026-12-24T12:00:00Z"));
        (await owner.Patch(path, new { title = "Three" }, ("If-Match", "\"1\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await owner.Put($"{path}/status", new { status = "available" }, ("If-Match", "\"1\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await owner.Delete(path, null, ("If-Match", "\"1\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await owner.Delete(path, null, ("If-Match", "\"2\""))).Expect(HttpStatusCode.NoContent);
        (await owner.Get(path)).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }
}
