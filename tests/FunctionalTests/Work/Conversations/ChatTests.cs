using System.Net;
using Dapper;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.FunctionalTests.Work.Conversations;

[Parallelizable(ParallelScope.All)]
public sealed class ChatTests
{
    [Test]
    public async Task A_chat_begins_a_conversation_and_queues_a_run()
    {
        var organisation = await Hive.NewOrganisation();
        var user = await organisation.User();
        var text = string.Concat(Enumerable.Repeat("🐝", 51));

        var answer = (await user.Post("chat?session_id=s-1", new { message = text })).Expect(HttpStatusCode.Accepted).Json;

        var run = answer.GetProperty("data").GetProperty("task_id").GetGuid();
        var id = answer.GetProperty("data").GetProperty("conversation_id").GetGuid();
        var read = await Talk.Read(user, id);
        Assert.That(answer.GetProperty("success").GetBoolean(), Is.True);
        Assert.That((read.GetProperty("title").GetString(), read.GetProperty("kind").GetString()), Is.EqualTo((string.Concat(Enumerable.Repeat("🐝", 50)), "agent")));
        Assert.That(await Talk.Said(user, id), Is.EqualTo(new[] { $"user: {text}" }));
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        Assert.That(
            await connection.QuerySingleAsync<(string, string, string, string, string, Guid)>(
                "select status, source, assigned_agent, session_id, owner_type || ' user:' || owner_id, conversation_id from tasks where id = @run", new { run }),
            Is.EqualTo(("queued", "dashboard", "planning", "s-1", $"user {user.ActorId}", id)));
        Assert.That((await Talk.News(organisation, $"task:{run}", "task_status")).Single().GetProperty("status").GetString(), Is.EqualTo("queued"));
    }

    [Test]
    public async Task What_was_said_and_run_before_goes_along_with_the_run()
    {
        var organisation = await Hive.NewOrganisation();
        var (first, id) = await Talk.Chat(organisation.Admin, "Plan the harvest");
        await Talk.End(organisation, first, WorkTaskStatus.Completed, "In autumn.");

        var (second, sameId) = await Talk.Chat(organisation.Admin, "Which month?", id);

        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        var context = System.Text.Json.JsonDocument.Parse((await connection.ExecuteScalarAsync<string>(
            "select source_metadata->>'context' from tasks where id = @second", new { second }))!).RootElement;
        Assert.That(sameId, Is.EqualTo(id));
        Assert.That(
            context.GetProperty("messages").EnumerateArray().Select(message => $"{message.GetProperty("role").GetString()}: {message.GetProperty("content").GetString()}"),
            Is.EqualTo(new[] { "user: Plan the harvest", "assistant: In autumn.", "user: Which month?" }));
        var task = context.GetProperty("tasks").EnumerateArray().Single();
        Assert.That((task.GetProperty("id").GetGuid(), task.GetProperty("status").GetString(), task.GetProperty("result").GetString()), Is.EqualTo((first, "completed", "In autumn.")));
    }

    [Test]
    public async Task The_result_of_a_run_becomes_the_answer()
    {
        var organisation = await Hive.NewOrganisation();
        var (run, id) = await Talk.Chat(organisation.Admin, "Plan the harvest");

        await Talk.End(organisation, run, WorkTaskStatus.Completed, "In autumn.");

        var answer = (await organisation.Admin.Get($"conversations/{id}/messages")).Expect(HttpStatusCode.OK).Json.GetProperty("items")[1];
        Assert.That((answer.GetProperty("role").GetString(), answer.GetProperty("content").GetString()), Is.EqualTo(("assistant", "In autumn.")));
        Assert.That((answer.GetProperty("task_id").GetGuid(), answer.GetProperty("sender_id").GetString()), Is.EqualTo((run, "worker")));
        Assert.That((await Talk.News(organisation, $"conversation:{id}", "chat_message"))[1].GetProperty("task_id").GetGuid(), Is.EqualTo(run));
    }

    [Test]
    public async Task What_fails_or_says_nothing_answers_nothing()
    {
        var organisation = await Hive.NewOrganisation();
        var (failed, id) = await Talk.Chat(organisation.Admin, "Plan the harvest");
        var (silent, _) = await Talk.Chat(organisation.Admin, "Once more", id);

        await Talk.End(organisation, failed, WorkTaskStatus.Failed, "half a thought");
        await Talk.End(organisation, silent, WorkTaskStatus.Completed);

        Assert.That(await Talk.Said(organisation.Admin, id), Is.EqualTo(new[] { "user: Plan the harvest", "user: Once more" }));
    }

    [Test]
    public async Task What_few_may_read_is_not_given_to_an_agent()
    {
        var organisation = await Hive.NewOrganisation();
        var direct = await Talk.Begin(organisation.Admin, "Between us", "bob");

        (await organisation.Admin.Post($"chat?conversation_id={direct}", new { message = "Plan" })).Refused(HttpStatusCode.Conflict, "CONFLICT");

        Assert.That(await Talk.Said(organisation.Admin, direct), Is.Empty);
    }

    [Test]
    public async Task A_chat_needs_a_message_a_known_agent_and_a_conversation_of_the_organisation()
    {
        var organisation = await Hive.NewOrganisation();
        var foreign = await Talk.Begin((await Hive.NewOrganisation()).Admin);

        (await organisation.Admin.Post("chat", new { message = "" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        var unknown = (await organisation.Admin.Post("chat", new { message = "Plan", agent = "nobody" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.That(unknown.Json.GetProperty("errors").TryGetProperty("agent", out _), Is.True, unknown.Text);
        (await organisation.Admin.Post($"chat?conversation_id={foreign}", new { message = "Plan" })).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.That(await Webhooks.Hooks.Count(organisation.Server, "select count(*) from conversations where org_id = @Id", new { organisation.Id }), Is.Zero);
    }

    [Test]
    public async Task The_context_is_cut_to_what_is_asked()
    {
        var organisation = await Hive.NewOrganisation();
        var (run, id) = await Talk.Chat(organisation.Admin, "First");
        await Talk.End(organisation, run, WorkTaskStatus.Completed, "Done.");
        for (var i = 0; i < 11; i++)
            await Talk.Queue(organisation, $"run {i}", conversationId: id);

        var two = (await organisation.Admin.Get($"conversations/{id}/context?max_messages=2&roles=user,system")).Expect(HttpStatusCode.OK).Json;
        var all = (await organisation.Admin.Get($"conversations/{id}/context")).Expect(HttpStatusCode.OK).Json;

        Assert.That(two.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString()), Is.EqualTo(new[] { "First" }));
        Assert.That(all.GetProperty("messages").GetArrayLength(), Is.EqualTo(2));
        Assert.That(all.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("input_message").GetString()), Is.EqualTo(Enumerable.Range(1, 10).Select(i => $"run {i}")));
        (await organisation.Admin.Get($"conversations/{id}/context?max_messages=101")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await organisation.Admin.Get($"conversations/{id}/context?roles=user,god")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }
}
