using System.Net;

namespace Hivemind.FunctionalTests.Work.Tasks;

/// <summary>What a task can be when it is made.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CreateTaskTests
{
    [TestCase("""{"description": "no title"}""", "title")]
    [TestCase("""{"title": ""}""", "title")]
    [TestCase("""{"title": "x", "status": "completed"}""", "status")]
    [TestCase("""{"title": "x", "team_size": 0}""", "team_size")]
    [TestCase("""{"title": "x", "impact_points": -1}""", "impact_points")]
    [TestCase("""{"title": "x", "due_date": "0001-01-01T00:00:00Z"}""", "due_date")]
    [TestCase("""{"title": "x", "due_date": "9999-12-31T23:59:59.9999999Z"}""", "due_date")]
    [TestCase("""{"title": "x", "required_skills": [""]}""", "required_skills")]
    [TestCase("""{"title": "x", "priority": "sometimes"}""", "priority")]
    [TestCase("""{"title": "x", "parent_task_id": "0198a000-0000-7000-8000-000000000001"}""", "parent_task_id")]
    [TestCase("""{"kind": "run"}""", "input_message")]
    [TestCase("""{"input_message": ""}""", "input_message")]
    [TestCase("""{"input_message": "x", "assigned_agent": "nobody"}""", "assigned_agent")]
    [TestCase("""{"input_message": "x", "assigned_agent": "planning", "agent_type": "executor"}""", "agent_type")]
    [TestCase("""{"input_message": "x", "source_metadata": "a text"}""", "source_metadata")]
    [TestCase("""{"input_message": "x", "source_metadata": {"name": "a\u0000b"}}""", "source_metadata")]
    [TestCase("""{"input_message": "x", "source_metadata": {"name": "\ud800"}}""", "source_metadata")]
    public async Task What_a_task_cannot_be_is_refused_by_field(string body, string field)
    {
        var admin = (await Hive.NewOrganisation()).Admin;

        var answer = await admin.Post("tasks", body);

        answer.Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.That(answer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name), Has.All.StartsWith(field), answer.Text);
    }

    [Test]
    public async Task The_same_idempotency_key_makes_one_task()
    {
        var admin = (await Hive.NewOrganisation()).Admin;

        var first = (await admin.Post("tasks", new { inputMessage = "Once" }, ("Idempotency-Key", "one"))).Expect(HttpStatusCode.Created);
        var second = (await admin.Post("tasks", new { inputMessage = "Once" }, ("Idempotency-Key", "one"))).Expect(HttpStatusCode.Created);

        Assert.That((second.Id, second.Text), Is.EqualTo((first.Id, first.Text)));
        Assert.That(first.Json.GetProperty("task_id").GetGuid(), Is.EqualTo(first.Id));
        Assert.That((await admin.Get("tasks")).Json.GetProperty("total").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task Work_joins_only_a_conversation_that_its_owner_may_read()
    {
        var organisation = await Hive.NewOrganisation();
        var (ada, bob) = (await organisation.Agent("ada"), await organisation.Agent("bob"));
        var direct = await Conversations.Talk.Begin(ada, "Between us", "eve");
        var foreign = await Conversations.Talk.Begin((await Hive.NewOrganisation()).Admin);

        (await bob.Post("tasks", new { title = "x", conversation_id = direct })).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await ada.Post("tasks", new { title = "x", conversation_id = foreign })).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await ada.Post("tasks", new { title = "x", conversation_id = Guid.CreateVersion7() })).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await ada.Post("tasks", new { title = "x", conversation_id = direct })).Expect(HttpStatusCode.Created);

        Assert.That((await ada.Get("tasks")).Json.GetProperty("total").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_answered_is_what_is_stored()
    {
        var admin = (await Hive.NewOrganisation()).Admin;

        var created = (await admin.Post("tasks", new { title = "x", estimated_hours = 1.005 })).Expect(HttpStatusCode.Created);
        var changed = (await admin.Patch($"tasks/{created.Id}", new { estimated_hours = 2.125 })).Expect(HttpStatusCode.OK);

        Assert.That(created.Json.GetProperty("estimated_hours").GetDecimal(), Is.EqualTo(1.01m));
        Assert.That(changed.Json.GetProperty("estimated_hours").GetDecimal(), Is.EqualTo(2.13m));
        Assert.That((await admin.Get($"tasks/{created.Id}")).Json.GetProperty("estimated_hours").GetDecimal(), Is.EqualTo(2.13m));
    }
}
