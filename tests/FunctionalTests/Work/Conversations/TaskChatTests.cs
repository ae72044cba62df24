using System.Net;
using Hivemind.Application.Work.Conversations;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Work.Conversations;

[Parallelizable(ParallelScope.All)]
public sealed class TaskChatTests
{
    [Test]
    public async Task Owner_and_assignee_talk_about_their_task()
    {
        var organisation = await Hive.NewOrganisation();
        var (ada, bob) = (await organisation.Agent("ada"), await organisation.Agent("bob"));
        var task = await Talk.NewBoardTask(organisation, "ada", "bob");

        var first = await Talk.SayOfTask(organisation, Talk.Agent(organisation, "bob"), task, "Which colour?");
        var second = await Talk.SayOfTask(organisation, Talk.Agent(organisation, "ada"), task, "Yellow.");

        var read = await Talk.Read(ada, first.ConversationId);
        Assert.That(second.ConversationId, Is.EqualTo(first.ConversationId));
        Assert.That((read.GetProperty("kind").GetString(), read.GetProperty("initiated_task_id").GetGuid(), read.GetProperty("title").GetString()), Is.EqualTo(("task", task, "Paint the hive")));
        Assert.That(await Talk.Said(bob, first.ConversationId), Is.EqualTo(new[] { "user: Which colour?", "user: Yellow." }));
        var news = await Talk.News(organisation, $"task:{task}", "task_chat_message");
        Assert.That(news.Select(one => (one.GetProperty("sender_id").GetString(), one.GetProperty("message_id").GetGuid())), Is.EqualTo(new[] { ("bob", first.Id), ("ada", second.Id) }));
    }

    [Test]
    public async Task Others_are_refused_and_admins_read()
    {
        var organisation = await Hive.NewOrganisation();
        var cleo = await organisation.Agent("cleo");
        var task = await Talk.NewBoardTask(organisation, "ada", "bob");
        var id = (await Talk.SayOfTask(organisation, Talk.Agent(organisation, "ada"), task, "Yellow.")).ConversationId;

        (await cleo.Get($"conversations/{id}")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await cleo.Get($"conversations/{id}/messages")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await cleo.Post($"conversations/{id}/messages", new { content = "Blue!" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        Assert.That(async () => await Talk.SayOfTask(organisation, Talk.Agent(organisation, "cleo"), task, "Blue!"), Throws.TypeOf<RuleException>());
        Assert.That(async () => await Talk.SayOfTask(organisation, Talk.Agent(organisation, "ada"), Guid.CreateVersion7(), "?"), Throws.TypeOf<NotFoundException>());
        Assert.That((await cleo.Get("conversations")).Json.GetProperty("total").GetInt32(), Is.Zero);
        Assert.That((await organisation.Admin.Get("conversations?kind=task")).Json.GetProperty("total").GetInt32(), Is.EqualTo(1));
        Assert.That(await Talk.Said(organisation.Admin, id), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_conversation_follows_the_task_to_another_assignee()
    {
        var organisation = await Hive.NewOrganisation();
        var (bob, cleo) = (await organisation.Agent("bob"), await organisation.Agent("cleo"));
        var task = await Talk.NewBoardTask(organisation, "ada", "bob");
        var id = (await Talk.SayOfTask(organisation, Talk.Agent(organisation, "ada"), task, "Yellow.")).ConversationId;

        await Talk.Change(organisation, task, stored => stored with { AssigneeType = ActorType.Agent, AssigneeId = "cleo" });

        (await bob.Get($"conversations/{id}")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        Assert.That((await Talk.Read(cleo, id)).GetProperty("participants").EnumerateArray().Select(one => one.GetString()), Is.EqualTo(new[] { "ada", "cleo" }));
        Assert.That(await MayHear("bob"), Is.EqualTo((false, false)));
        Assert.That(await MayHear("cleo"), Is.EqualTo((true, true)));
        Assert.That(await MayHear("ada"), Is.EqualTo((true, true)));

        Task<(bool, bool)> MayHear(string agentId) => Talk.In(organisation, async services =>
        {
            var access = services.GetRequiredService<ConversationAccess>();
            var reader = Talk.Agent(organisation, agentId);
            return (await access.MayRead(reader, id, CancellationToken.None), await access.MayReadTaskChat(reader, task, CancellationToken.None));
        });
    }

    [Test]
    public async Task Two_first_messages_begin_one_conversation()
    {
        var organisation = await Hive.NewOrganisation();
        var task = await Talk.NewBoardTask(organisation, "ada", "bob");

        var messages = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(number => Talk.SayOfTask(organisation, Talk.Agent(organisation, number % 2 == 0 ? "ada" : "bob"), task, $"{number}")));

        Assert.That(messages.Select(message => message.ConversationId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await Talk.Said(organisation.Admin, messages[0].ConversationId), Has.Count.EqualTo(6));
    }

    [Test]
    public async Task The_chat_about_a_run_is_not_the_conversation_it_came_from()
    {
        var organisation = await Hive.NewOrganisation();
        var (run, chat) = await Talk.Chat(organisation.Admin, "Plan the harvest");

        var message = await Talk.SayOfTask(organisation, Talk.Agent(organisation, "admin"), run, "Hurry, please.");

        Assert.That(message.ConversationId, Is.Not.EqualTo(chat));
        Assert.That(await Talk.Said(organisation.Admin, chat), Is.EqualTo(new[] { "user: Plan the harvest" }));
    }
}
