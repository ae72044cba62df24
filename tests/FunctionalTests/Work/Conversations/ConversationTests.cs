using System.Net;
using Hivemind.Application.Common;

namespace Hivemind.FunctionalTests.Work.Conversations;

[Parallelizable(ParallelScope.All)]
public sealed class ConversationTests
{
    [Test]
    public async Task A_conversation_with_agents_is_open_to_every_member()
    {
        var organisation = await Hive.NewOrganisation();
        var user = await organisation.User();
        var agent = await organisation.Agent("ada");

        var created = (await user.Post("conversations", new { title = "About bees", agent_type = "planning", metadata = new { Topic = "bees" } })).Expect(HttpStatusCode.Created);
        await Talk.Say(agent, created.Id, "What about them?");
        var read = await Talk.Read(agent, created.Id);

        Assert.That(read.GetProperty("kind").GetString(), Is.EqualTo("agent"));
        Assert.That(read.GetProperty("agent_type").GetString(), Is.EqualTo("planning"));
        Assert.That(read.GetProperty("user_id").GetString(), Is.EqualTo(user.ActorId["user:".Length..]));
        Assert.That(read.GetProperty("metadata").GetProperty("topic").GetString(), Is.EqualTo("bees"));
        Assert.That((read.GetProperty("message_count").GetInt32(), read.GetProperty("row_version").GetInt32()), Is.EqualTo((1, 2)));
        Assert.That(read.GetProperty("participants").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task A_direct_conversation_does_not_exist_for_others()
    {
        var organisation = await Hive.NewOrganisation();
        var ada = await organisation.User();
        var bob = await organisation.User();
        var owner = await organisation.User(OrgRole.Owner);
        var id = await Talk.Begin(ada, "Between us", bob.ActorId, "helper");

        await Talk.Say(bob, id, "Only we two and the helper.");
        await Talk.Say(await organisation.Agent("helper"), id, "And I.");

        Assert.That((await Talk.Read(ada, id)).GetProperty("participants").EnumerateArray().Select(one => one.GetString()),
            Is.EqualTo(new[] { ada.ActorId, bob.ActorId, "helper" }.Order(StringComparer.Ordinal)));
        foreach (var other in new[] { owner, organisation.Admin, await organisation.Agent("cleo") })
        {
            (await other.Get($"conversations/{id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
            (await other.Get($"conversations/{id}/messages")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
            (await other.Post($"conversations/{id}/messages", new { content = "Hello?" })).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
            (await other.Delete($"conversations/{id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
            Assert.That((await other.Get("conversations")).Expect(HttpStatusCode.OK).Json.GetProperty("total").GetInt32(), Is.Zero);
        }
    }

    [Test]
    public async Task Only_owner_and_admins_change_a_conversation()
    {
        var organisation = await Hive.NewOrganisation();
        var ada = await organisation.Agent("ada");
        var bob = await organisation.Agent("bob");
        var id = await Talk.Begin(ada);
        var path = $"conversations/{id}";

        (await bob.Patch(path, new { title = "Mine" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await bob.Put(path, new { title = "Mine" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await bob.Post($"{path}/clear")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await bob.Delete(path)).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");

        var named = (await ada.Patch(path, """{"title":"About wasps","metadata":{"a":1}}""", ("If-Match", "\"1\""))).Expect(HttpStatusCode.OK);
        var stale = await ada.Patch(path, new { title = "About ants" }, ("If-Match", "\"1\""));
        var archived = (await organisation.Admin.Patch(path, new { is_archived = true })).Expect(HttpStatusCode.OK).Json;
        var replaced = (await ada.Put(path, new { title = "About ants" })).Expect(HttpStatusCode.OK).Json;

        Assert.That(named.Header("ETag"), Is.EqualTo("\"2\""));
        stale.Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        Assert.That((archived.GetProperty("title").GetString(), archived.GetProperty("is_archived").GetBoolean(), archived.GetProperty("metadata").GetRawText()), Is.EqualTo(("About wasps", true, """{"a":1}""")));
        Assert.That((replaced.GetProperty("title").GetString(), replaced.GetProperty("is_archived").GetBoolean(), replaced.GetProperty("metadata").GetRawText()), Is.EqualTo(("About ants", false, "{}")));
    }

    [Test]
    public async Task A_deleted_conversation_takes_its_messages_along_and_leaves_its_runs()
    {
        var organisation = await Hive.NewOrganisation();
        var (run, id) = await Talk.Chat(organisation.Admin, "Plan the harvest");

        (await organisation.Admin.Delete($"conversations/{id}")).Expect(HttpStatusCode.NoContent);

        (await organisation.Admin.Get($"conversations/{id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        await Talk.End(organisation, run, Domain.Work.Tasks.WorkTaskStatus.Completed, "In autumn.");
        Assert.That(await Webhooks.Hooks.Count(organisation.Server, "select count(*) from messages where conversation_id = @id", new { id }), Is.Zero);
    }

    [TestCase("""{"title": ""}""", "title")]
    [TestCase("""{"kind": "agent"}""", "title")]
    [TestCase("""{"title": "x", "kind": "task"}""", "kind")]
    [TestCase("""{"title": "x", "kind": "direct"}""", "participants")]
    [TestCase("""{"title": "x", "kind": "direct", "participants": []}""", "participants")]
    [TestCase("""{"title": "x", "kind": "direct", "participants": ["user:0192a1b2-0000-7000-8000-000000000000"]}""", "participants")]
    [TestCase("""{"title": "x", "kind": "direct", "participants": ["no such form"]}""", "participants")]
    [TestCase("""{"title": "x", "participants": ["ada"]}""", "participants")]
    [TestCase("""{"title": "x", "kind": "direct", "participants": ["ada"], "flow_id": "jira:A-1"}""", "flow_id")]
    [TestCase("""{"title": "x", "metadata": [1]}""", "metadata")]
    public async Task What_a_conversation_cannot_be_is_refused_by_field(string body, string field)
    {
        var organisation = await Hive.NewOrganisation();

        var answer = await organisation.Admin.Post("conversations", body);

        answer.Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.That(answer.Json.GetProperty("errors").TryGetProperty(field, out _), Is.True, answer.Text);
    }

    [Test]
    public async Task Scopes_of_keys_are_honoured()
    {
        var organisation = await Hive.NewOrganisation();
        var reader = await organisation.Agent("reader", scopes: ["work:read"]);
        var id = await Talk.Begin(organisation.Admin);

        (await reader.Get($"conversations/{id}")).Expect(HttpStatusCode.OK);
        (await reader.Post($"conversations/{id}/messages", new { content = "no" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await reader.Post("chat", new { message = "no" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
    }
}
