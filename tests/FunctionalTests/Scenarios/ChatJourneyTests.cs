using System.Net;
using System.Text.Json;
using Hivemind.FunctionalTests.Work.Conversations;

namespace Hivemind.FunctionalTests.Scenarios;

/// <summary>A question to an agent from the message to its answer, and where its cost appears.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ChatJourneyTests
{
    [Test]
    public async Task A_question_is_asked_run_answered_and_paid()
    {
        var organisation = await Hive.NewOrganisation();
        var user = await organisation.User();
        var worker = await organisation.Agent("worker");
        var (run, conversation) = await Talk.Chat(user, "When do we harvest?");

        var claimed = (await worker.Post("tasks/claim-next", new { agents = new[] { "planning" } })).Expect(HttpStatusCode.OK).Json;
        Assert.That((claimed.GetProperty("id").GetGuid(), claimed.GetProperty("input_message").GetString()), Is.EqualTo((run, "When do we harvest?")));
        var context = claimed.GetProperty("source_metadata").GetProperty("context");
        Assert.That(context.GetProperty("messages")[0].GetProperty("content").GetString(), Is.EqualTo("When do we harvest?"));

        foreach (var chunk in new[] { "Looking ", "at the ", "calendar." })
            (await worker.Post($"tasks/{run}/output", new { content = chunk })).Expect(HttpStatusCode.Created);
        var logs = (await user.Get($"tasks/{run}/logs")).Expect(HttpStatusCode.OK).Json;
        Assert.That((logs.GetProperty("output").GetString(), logs.GetProperty("last_seq").GetInt32(), logs.GetProperty("is_live").GetBoolean()), Is.EqualTo(("Looking at the calendar.", 3, true)));

        (await worker.Patch($"tasks/{run}", new { status = "waiting_input" })).Expect(HttpStatusCode.OK);
        (await user.Post($"tasks/{run}/input", new { message = "This year." })).Expect(HttpStatusCode.OK);
        (await worker.Patch($"tasks/{run}", new { status = "completed", result = "In August.", model = "m-1", input_tokens = 1200, output_tokens = 300, cost_usd = 0.0375 })).Expect(HttpStatusCode.OK);

        Assert.That(await Talk.Said(user, conversation), Is.EqualTo(new[] { "user: When do we harvest?", "user: This year.", "assistant: In August." }));
        var totals = await Talk.Read(user, conversation);
        Assert.That((totals.GetProperty("total_tasks").GetInt32(), totals.GetProperty("total_cost_usd").GetDecimal(), totals.GetProperty("message_count").GetInt32()), Is.EqualTo((1, 0.0375m, 3)));
        await CostAppears(organisation);
        Assert.That((await Talk.News(organisation, $"task:{run}", "task_status")).Select(news => news.GetProperty("status").GetString()),
            Is.EqualTo(new[] { "queued", "running", "waiting_input", "running", "completed" }));
    }

    private static async Task CostAppears(Organisation organisation)
    {
        var summary = (await organisation.Admin.Get("analytics/summary")).Expect(HttpStatusCode.OK).Json;
        var histogram = (await organisation.Admin.Get("analytics/costs/histogram?days=2")).Expect(HttpStatusCode.OK).Json;
        var byConversation = (await organisation.Admin.Get("analytics/conversations")).Expect(HttpStatusCode.OK).Json;

        Assert.That((summary.GetProperty("total_cost").GetDecimal(), summary.GetProperty("total_tasks").GetInt32()), Is.EqualTo((0.0375m, 1)));
        Assert.That(summary.GetProperty("cost_breakdown").GetProperty("by_agent").GetProperty("planning").GetDecimal(), Is.EqualTo(0.0375m));
        Assert.That(Sum(histogram.GetProperty("costs")), Is.EqualTo(0.0375m));
        Assert.That(Sum(histogram.GetProperty("tokens")), Is.EqualTo(1500));
        Assert.That(byConversation.GetProperty("total_cost_usd").GetDecimal(), Is.EqualTo(0.0375m));
    }

    private static decimal Sum(JsonElement numbers) => numbers.EnumerateArray().Sum(number => number.GetDecimal());
}
