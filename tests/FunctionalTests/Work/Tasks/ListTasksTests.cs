using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Work.Tasks;

[Parallelizable(ParallelScope.All)]
public sealed class ListTasksTests
{
    private static readonly string[] Sorts =
        ["created_at", "updated_at", "started_at", "completed_at", "due_date", "priority", "status", "title", "cost_usd", "duration_seconds"];

    [Test]
    public async Task Every_order_can_be_walked_by_page_and_by_cursor_to_the_same_rows([ValueSource(nameof(Sorts))] string sort, [Values("asc", "desc")] string order)
    {
        var organisation = await Mixed();
        var whole = Ids(await Get(organisation, $"sort_by={sort}&sort_order={order}&page_size=100"));
        List<Guid> byPage = [], byCursor = [];

        for (var page = 1; page <= 4; page++)
            byPage.AddRange(Ids(await Get(organisation, $"sort_by={sort}&sort_order={order}&page_size=3&page={page}")));

        for (var cursor = ""; cursor is not null;)
        {
            var found = await Get(organisation, $"sort_by={sort}&sort_order={order}&page_size=3{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            byCursor.AddRange(Ids(found));
            cursor = found.GetProperty("next_cursor").GetString();
        }

        Assert.That(whole, Has.Count.EqualTo(10));
        Assert.That(byPage, Is.EqualTo(whole));
        Assert.That(byCursor, Is.EqualTo(whole));
        Assert.That(Ids(await Get(organisation, $"sort_by={sort}&sort_order={(order == "asc" ? "desc" : "asc")}&page_size=100")), Is.EqualTo(whole.AsEnumerable().Reverse()));
    }

    [TestCase("kind=run", 6)]
    [TestCase("kind=work", 4)]
    [TestCase("status=queued", 4)]
    [TestCase("status=queued,draft", 7)]
    [TestCase("status=completed&kind=run", 2)]
    [TestCase("priority=urgent", 2)]
    [TestCase("category=garden", 1)]
    [TestCase("assignee=worker", 2)]
    [TestCase("owner=admin", 10)]
    [TestCase("session_id=s1", 3)]
    [TestCase("agent=executor", 3)]
    [TestCase("flow_id=jira:1", 0)]
    [TestCase("conversation_id=0198a000-0000-7000-8000-000000000001", 0)]
    [TestCase("since=2020-01-01T00:00:00Z&until=2199-01-01T00:00:00Z", 10)]
    [TestCase("since=2199-01-01T00:00:00Z", 0)]
    [TestCase("until=2020-01-01T00:00:00Z", 0)]
    [TestCase("parent_task_id=0198a000-0000-7000-8000-000000000001", 0)]
    public async Task A_filter_finds_what_fits(string filter, int count)
    {
        var found = await Get(await Mixed(), filter);

        Assert.That((found.GetProperty("total").GetInt32(), found.GetProperty("items").GetArrayLength()), Is.EqualTo((count, count)));
    }

    [Test]
    public async Task A_list_says_where_it_is_and_shows_no_long_texts()
    {
        var organisation = await Mixed();
        await Board.Queue(organisation.Admin, new string('x', 300));

        var page = await Get(organisation, "page=2&page_size=4");
        var newest = (await Get(organisation, "page_size=1")).GetProperty("items")[0];

        Assert.That((page.GetProperty("page").GetInt32(), page.GetProperty("page_size").GetInt32(), page.GetProperty("total").GetInt32(), page.GetProperty("total_pages").GetInt32()), Is.EqualTo((2, 4, 11, 3)));
        Assert.That(newest.GetProperty("input_message").GetString(), Has.Length.EqualTo(200));
        Assert.That(newest.GetProperty("title").GetString(), Has.Length.EqualTo(80));
        Assert.That(newest.TryGetProperty("result", out _), Is.False);
    }

    [TestCase("page=0")]
    [TestCase("page_size=101")]
    [TestCase("sort_by=owner")]
    [TestCase("sort_order=up")]
    [TestCase("status=queued,lost")]
    [TestCase("page=1&cursor=abc")]
    [TestCase("conversation_id=no-uuid")]
    public async Task What_cannot_be_listed_is_refused(string query)
    {
        (await (await Hive.NewOrganisation()).Admin.Get($"tasks?{query}")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task A_cursor_of_another_list_is_refused()
    {
        var organisation = await Mixed();
        var cursor = (await Get(organisation, "page_size=2")).GetProperty("next_cursor").GetString();

        (await organisation.Admin.Get($"tasks?page_size=2&kind=run&cursor={cursor}")).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
        (await organisation.Admin.Get("tasks?cursor=nonsense")).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
    }

    /// <summary>Ten tasks of every kind of state.</summary>
    private static async Task<Organisation> Mixed()
    {
        var organisation = await Hive.NewOrganisation();
        var (admin, worker) = (organisation.Admin, await organisation.Agent("worker"));
        for (var i = 0; i < 3; i++)
            (await admin.Post("tasks", new { title = $"Work {3 - i}", dueDate = i == 1 ? "2026-12-24T12:00:00Z" : null, priority = i == 0 ? "urgent" : "low" })).Expect(HttpStatusCode.Created);

        (await admin.Post("tasks", new { title = "Dig", status = "available", category = "garden" })).Expect(HttpStatusCode.Created);
        for (var i = 0; i < 3; i++)
            (await admin.Post("tasks", new { inputMessage = $"Run {i}", sessionId = "s1", priority = "high" })).Expect(HttpStatusCode.Created);

        for (var i = 0; i < 3; i++)
            (await admin.Post("tasks", new { inputMessage = $"Execute {i}", assignedAgent = "executor", priority = i == 2 ? "urgent" : "medium" })).Expect(HttpStatusCode.Created);

        for (var i = 0; i < 2; i++)
        {
            var run = await Board.ClaimNext(worker, new { agents = new[] { "executor" } });
            (await worker.Patch($"tasks/{run?.GetProperty("id").GetGuid()}", new { status = "completed", costUsd = 0.5m + i })).Expect(HttpStatusCode.OK);
        }

        return organisation;
    }

    private static async Task<JsonElement> Get(Organisation organisation, string query) =>
        (await organisation.Admin.Get($"tasks?{query}")).Expect(HttpStatusCode.OK).Json;

    private static List<Guid> Ids(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid())];
}
