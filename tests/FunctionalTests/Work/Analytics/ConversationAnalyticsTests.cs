using System.Net;
using Dapper;

namespace Hivemind.FunctionalTests.Work.Analytics;

[Parallelizable(ParallelScope.All)]
public sealed class ConversationAnalyticsTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Test]
    public async Task Conversations_with_agents_are_told_by_the_day_they_began_on()
    {
        var organisation = await Hive.NewOrganisation();
        await Add(organisation, "Last of the day", "2026-03-02T23:59:59Z", tasks: 2, cost: 3, seconds: 10);
        await Add(organisation, "Day after", "2026-03-03T00:00:00Z", tasks: 1, cost: 1, seconds: 1);
        await Add(organisation, "First of the day", "2026-03-01T00:00:00Z", tasks: 3, cost: 1.5m, seconds: 20.5);
        await Add(organisation, "Between two people", "2026-03-01T00:00:00Z", tasks: 0, cost: 0, seconds: 0, kind: "direct");

        var answer = (await organisation.Admin.Get("analytics/conversations?start_date=2026-03-01&end_date=2026-03-02")).Expect(HttpStatusCode.OK);

        Assert.That(answer.Text, Does.StartWith(
            """{"total_conversations":2,"total_cost_usd":4.5,"total_tasks":5,"avg_cost_usd":2.25,"avg_tasks":2.5,"avg_duration_seconds":15.25,"""), answer.Text);
        var list = answer.Json.GetProperty("conversations").EnumerateArray().ToList();
        Assert.That(list.Select(one => one.GetProperty("title").GetString()), Is.EqualTo(new[] { "Last of the day", "First of the day" }));
        Assert.That(list[1].GetProperty("total_duration_seconds").GetDouble(), Is.EqualTo(20.5));
        Assert.That(list[1].GetProperty("total_tasks").GetInt32(), Is.EqualTo(3));
    }

    [Test]
    public async Task Without_dates_the_last_thirty_days_are_told_and_what_is_deleted_is_gone()
    {
        var organisation = await Hive.NewOrganisation();
        await Add(organisation, "Today", $"{Now:O}", tasks: 1, cost: 1, seconds: 1);
        await Add(organisation, "Long ago", $"{Now.AddDays(-31):O}", tasks: 1, cost: 1, seconds: 1);

        Assert.That((await organisation.Admin.Get("analytics/conversations")).Json.GetProperty("total_conversations").GetInt32(), Is.EqualTo(1));

        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync("update conversations set total_cost_usd = 7 where org_id = @Id and title = 'Today'", new { organisation.Id });
        Assert.That((await organisation.Admin.Get("analytics/conversations")).Json.GetProperty("total_cost_usd").GetDecimal(), Is.EqualTo(7));

        await connection.ExecuteAsync("delete from conversations where org_id = @Id and title = 'Today'", new { organisation.Id });
        Assert.That((await organisation.Admin.Get("analytics/conversations")).Text, Is.EqualTo(
            """{"total_conversations":0,"total_cost_usd":0,"total_tasks":0,"avg_cost_usd":null,"avg_tasks":null,"avg_duration_seconds":null,"conversations":[],"next_cursor":null}"""));
    }

    [TestCase("end_date=9999-12-31")]
    [TestCase("end_date=0001-01-01")]
    [TestCase("start_date=2026-03-02&end_date=2026-03-01")]
    [TestCase("start_date=2026-03-02T00:00:00Z")]
    public async Task Days_that_make_no_span_are_refused(string query) =>
        (await (await Hive.NewOrganisation()).Admin.Get($"analytics/conversations?{query}")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");

    [Test]
    public async Task A_long_list_goes_on_by_its_cursor_while_the_totals_stay_whole()
    {
        var organisation = await Hive.NewOrganisation();
        for (var i = 0; i < 5; i++)
            await Add(organisation, $"Talk {i}", $"{Now.AddMinutes(-i):O}", tasks: 1, cost: 1, seconds: 1);

        var (titles, cursor) = (new List<string?>(), "");
        do
        {
            var page = (await organisation.Admin.Get($"analytics/conversations?limit=2{cursor}")).Expect(HttpStatusCode.OK).Json;
            Assert.That(page.GetProperty("total_conversations").GetInt32(), Is.EqualTo(5));
            titles.AddRange(page.GetProperty("conversations").EnumerateArray().Select(one => one.GetProperty("title").GetString()));
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : null;
        }
        while (cursor is not null);

        Assert.That(titles, Is.EqualTo(Enumerable.Range(0, 5).Select(i => $"Talk {i}")));
        (await organisation.Admin.Get("analytics/conversations?cursor=x")).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
    }

    private static async Task Add(Organisation organisation, string title, string at, int tasks, decimal cost, double seconds, string kind = "agent")
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into conversations (id, org_id, kind, title, owner_id, completed_tasks, total_cost_usd, total_duration_seconds, created_at, updated_at)
            values (@ConversationId, @Id, @kind, @title, 'ada', @tasks, @cost, @seconds, @At, now())
            """, new { ConversationId = Guid.CreateVersion7(), organisation.Id, kind, title, tasks, cost, seconds, At = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime() });
    }
}
