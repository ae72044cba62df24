// A program that uses the packed C# client: ADDRESS ADMIN_TOKEN AGENT_TOKEN
using System.Text.Json;
using Hivemind.Client;

using var http = new HttpClient();
var admin = new HivemindClient(new HivemindConnection(http, new Uri(args[0]), args[1]));
var agent = new HivemindClient(new HivemindConnection(http, new Uri(args[0]), args[2]));
var note = new ContributionInput
{
    Title = "Warm the cache",
    Content = "A cold cache makes the first request after a deploy slow: call the health route once.",
    Category = KnowledgeCategory.Config,
};

var start = (await agent.Stream.ListStreamEventsAsync()).Next;
await using var feed = agent.Live.WatchAsync(new LiveOptions { Topics = "knowledge", After = start }).GetAsyncEnumerator();
var told = feed.MoveNextAsync();

var contributed = await agent.Contributions.CreateContributionAsync(note, new CallOptions { IdempotencyKey = "note-1" });
var pending = await admin.Contributions.ListPendingContributionsAsync(limit: 10);
var approved = await admin.Contributions.ApproveContributionAsync(contributed.ContributionId!.Value, new ReviewEdit { IsPublic = false });
await told;
var message = feed.Current;
var found = await agent.Knowledge.SearchKnowledgeAsync("slow first request after a deploy");
var outcome = await agent.Outcomes.ReportOutcomeAsync(new ReportOutcome { ItemId = approved.ItemId, Outcome = Outcome.Solved });
var item = await agent.Knowledge.GetKnowledgeItemAsync(approved.ItemId);

Console.WriteLine(JsonSerializer.Serialize(new
{
    contributed = Text(contributed.Status),
    pending = pending.Items.Select(one => $"{one.Title} ({Text(one.Category)})"),
    approved = Text(approved.Status),
    feed = $"{message.Name} {message.Data.GetProperty("title").GetString()} {Is(message.Data.GetProperty("id").GetGuid() == approved.ItemId)}",
    found = found.Results.Select(hit => $"{hit.Title} {Is(hit.Id == approved.ItemId)}"),
    outcome = $"{Text(outcome.Status)} {Text(outcome.Outcome)}",
    helpful = item.HelpfulCount,
    again = await Refusal(() => admin.Contributions.ApproveContributionAsync(contributed.ContributionId.Value)),
    invalid = await Refusal(() => agent.Contributions.CreateContributionAsync(note with { Content = "short" })),
    unknown = await Refusal(() => agent.Knowledge.GetKnowledgeItemAsync(new Guid("00000000-0000-7000-8000-000000000000"))),
}));

static string Text<T>(T value) => JsonSerializer.Serialize(value).Trim('"');

static string Is(bool value) => value ? "true" : "false";

static async Task<string> Refusal(Func<Task> call)
{
    try
    {
        await call();
        return "no refusal";
    }
    catch (HivemindProblemException problem)
    {
        return $"{problem.Status} {problem.Code} {string.Join(',', problem.Errors.Keys)} {problem.TraceId.Length}";
    }
}
