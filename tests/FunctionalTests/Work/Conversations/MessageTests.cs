using System.Net;
using Hivemind.Application.Common;

namespace Hivemind.FunctionalTests.Work.Conversations;

[Parallelizable(ParallelScope.All)]
public sealed class MessageTests
{
    [Test]
    public async Task Users_speak_as_user_and_agents_in_any_role()
    {
        var organisation = await Hive.NewOrganisation();
        var user = await organisation.User(OrgRole.Owner);
        var id = await Talk.Begin(user);
        var path = $"conversations/{id}/messages";

        (await user.Post(path, new { content = "Trust me", role = "system" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        await Talk.Say(user, id, "How many bees?");
        var said = (await organisation.Admin.Post(path, new { content = "Forty thousand.", role = "assistant", metadata = new { sure = true } })).Expect(HttpStatusCode.Created).Json;
        (await organisation.Admin.Post(path, new { content = "Be brief.", role = "system" })).Expect(HttpStatusCode.Created);

        Assert.That(await Talk.Said(user, id), Is.EqualTo(new[] { "user: How many bees?", "assistant: Forty thousand.", "system: Be brief." }));
        Assert.That((said.GetProperty("sender_id").GetString(), said.GetProperty("metadata").GetRawText()), Is.EqualTo(("admin", """{"sure":true}""")));
        var task = (await Talk.Queue(organisation, "Count them")).Id;
        Assert.That((await user.Post(path, new { content = "See there", task_id = task })).Expect(HttpStatusCode.Created).Json.GetProperty("task_id").GetGuid(), Is.EqualTo(task));
        (await user.Post(path, new { content = "See there", task_id = Guid.CreateVersion7() })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await user.Post(path, new { content = "x", role = "narrator" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await user.Post(path, new { content = " " })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task A_message_holds_100_000_characters_and_not_one_more()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await Talk.Begin(organisation.Admin);
        var longest = string.Concat(Enumerable.Repeat("🐝", 100_000));

        var stored = await Talk.Say(organisation.Admin, id, longest);

        Assert.That(stored.Json.GetProperty("content").GetString(), Is.EqualTo(longest));
        (await organisation.Admin.Post($"conversations/{id}/messages", new { content = longest + "." })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task Every_message_is_announced_by_its_ids()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await Talk.Begin(organisation.Admin);

        var message = await Talk.Say(organisation.Admin, id, "A text that stays in its table");

        var news = (await Talk.News(organisation, $"conversation:{id}", "chat_message")).Single();
        Assert.That((news.GetProperty("conversation_id").GetGuid(), news.GetProperty("message_id").GetGuid()), Is.EqualTo((id, message.Id)));
        Assert.That((news.GetProperty("role").GetString(), news.GetProperty("sender_id").GetString()), Is.EqualTo(("user", "admin")));
        Assert.That(news.GetRawText(), Does.Not.Contain("stays in its table"));
    }

    [Test]
    public async Task Messages_are_read_in_pages_in_the_order_they_were_said()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await Talk.Begin(organisation.Admin);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Talk.Say(organisation.Admin, id, $"{number}")));

        var whole = await Talk.Said(organisation.Admin, id);
        var paged = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await organisation.Admin.Get($"conversations/{id}/messages?limit=5{(cursor is null ? "" : $"&cursor={cursor}")}")).Expect(HttpStatusCode.OK).Json;
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(item => $"user: {item.GetProperty("content").GetString()}"));
            Assert.That(page.GetProperty("total").GetInt32(), Is.EqualTo(12));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);

        Assert.That(paged, Is.EqualTo(whole));
        Assert.That(whole, Is.Unique.And.Count.EqualTo(12));
        Assert.That((await Talk.News(organisation, $"conversation:{id}", "chat_message")).Select(news => news.GetProperty("timestamp").GetDateTimeOffset()), Is.Unique);
        Assert.That((await organisation.Admin.Get($"conversations/{id}/messages?limit=5&offset=10")).Json.GetProperty("items").GetArrayLength(), Is.EqualTo(2));
        (await organisation.Admin.Get($"conversations/{id}/messages?limit=501")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task The_same_idempotency_key_says_it_once()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await Talk.Begin(organisation.Admin);
        var body = new { content = "Once" };

        var first = (await organisation.Admin.Post($"conversations/{id}/messages", body, ("Idempotency-Key", "m1"))).Expect(HttpStatusCode.Created);
        var again = (await organisation.Admin.Post($"conversations/{id}/messages", body, ("Idempotency-Key", "m1"))).Expect(HttpStatusCode.Created);

        Assert.That(again.Id, Is.EqualTo(first.Id));
        Assert.That(await Talk.Said(organisation.Admin, id), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_principal_says_60_things_a_minute_wherever()
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), time: time);
        var organisation = await Hive.NewOrganisation(server);
        var ada = await organisation.Agent("ada");
        var id = await Talk.Begin(ada);

        for (var i = 0; i < 59; i++)
            await Talk.Say(ada, id, $"{i}");
        await Talk.Chat(ada, "The sixtieth");
        var refused = (await ada.Post($"conversations/{id}/messages", new { content = "Too much" })).Refused(HttpStatusCode.TooManyRequests, "RATE_LIMITED");

        Assert.That(refused.Header("Retry-After"), Is.Not.Null);
        (await ada.Post("chat", new { message = "Too much" })).Refused(HttpStatusCode.TooManyRequests, "RATE_LIMITED");
        await Talk.Say(organisation.Admin, id, "Others go on");
        time.Advance(TimeSpan.FromMinutes(1));
        await Talk.Say(ada, id, "And so do I, later");
    }

    [Test]
    public async Task Clearing_removes_what_was_said_and_keeps_the_totals()
    {
        var organisation = await Hive.NewOrganisation();
        var (run, id) = await Talk.Chat(organisation.Admin, "Plan the harvest");
        await Talk.End(organisation, run, Domain.Work.Tasks.WorkTaskStatus.Completed, "In autumn.", cost: 0.25m);

        var cleared = (await organisation.Admin.Post($"conversations/{id}/clear")).Expect(HttpStatusCode.OK).Json;

        var read = await Talk.Read(organisation.Admin, id);
        Assert.That(cleared.GetProperty("cleared").GetInt32(), Is.EqualTo(2));
        Assert.That(await Talk.Said(organisation.Admin, id), Is.Empty);
        Assert.That((read.GetProperty("message_count").GetInt32(), read.GetProperty("total_tasks").GetInt32(), read.GetProperty("total_cost_usd").GetDecimal()), Is.EqualTo((0, 1, 0.25m)));
    }
}
