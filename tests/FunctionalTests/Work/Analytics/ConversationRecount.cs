using System.Net;

namespace Hivemind.FunctionalTests.Work.Analytics;

/// <summary>Counts what conversations amount to anew from the runs themselves.</summary>
internal static class ConversationRecount
{
    public static async Task Check(Caller caller, IEnumerable<CountedTask> runs)
    {
        var answer = (await caller.Get("analytics/conversations?limit=500")).Expect(HttpStatusCode.OK).Json;
        var conversations = answer.GetProperty("conversations").EnumerateArray().ToList();
        var ended = runs.Where(run => run.Status is "completed" or "failed").ToLookup(run => run.ConversationId);
        foreach (var conversation in conversations)
        {
            var own = ended[conversation.GetProperty("id").GetGuid()].ToList();
            Figures.Same(conversation, "total_tasks", own.Count);
            Figures.Same(conversation, "total_cost_usd", own.Sum(run => run.CostUsd ?? 0));
            Figures.Near(conversation, "total_duration_seconds", own.Sum(run => run.DurationSeconds ?? 0));
        }

        Figures.Same(answer, "total_conversations", conversations.Count);
        Figures.Same(answer, "total_tasks", conversations.Sum(conversation => conversation.GetProperty("total_tasks").GetInt64()));
        Figures.Same(answer, "total_cost_usd", conversations.Sum(conversation => conversation.GetProperty("total_cost_usd").GetDecimal()));
        Assert.That(ended.Where(group => group.Key is not null).Select(group => group.Key), Is.SubsetOf(conversations.Select(conversation => (Guid?)conversation.GetProperty("id").GetGuid())));
    }
}
