using System.Net;
using Dapper;

namespace Hivemind.FunctionalTests.Knowledge.Items;

[Parallelizable(ParallelScope.All)]
public sealed class KnowledgeItemTests
{
    [Test]
    public async Task The_own_organisation_sees_where_an_item_comes_from_and_others_do_not()
    {
        var (owner, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var item = await owner.Knows("Everyone may read this.", row => row with { IsPublic = true, SourceAgentId = "ada" });

        var own = (await owner.Admin.Get($"knowledge/{item.Id}")).Expect(HttpStatusCode.OK);
        var foreign = (await other.Admin.Get($"knowledge/{item.Id}")).Expect(HttpStatusCode.OK);

        Assert.That(own.Json.GetProperty("source_agent_id").GetString(), Is.EqualTo("ada"));
        Assert.That(own.Json.GetProperty("approved_by").GetString(), Is.EqualTo("reviewer"));
        Assert.That(own.Json.GetProperty("integrity_verified").GetBoolean(), Is.True);
        Assert.That(own.Json.TryGetProperty("integrity_warning", out _), Is.False);
        Assert.That(own.Header("ETag"), Is.EqualTo("\"1\""));
        foreach (var member in new[] { "run_id", "edited_by" })
            Assert.That(own.Json.GetProperty(member).ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null), member);
        foreach (var member in new[] { "source_agent_id", "run_id", "contribution_id", "approved_by", "edited_by" })
            Assert.That(foreign.Json.TryGetProperty(member, out _), Is.False, member);
        Assert.That(foreign.Json.GetProperty("title").GetString(), Is.EqualTo("Everyone may read this."));
    }

    [Test]
    public async Task Private_deleted_and_denied_items_are_not_there()
    {
        var (owner, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var agent = await owner.Agent("narrow");
        var item = await owner.Knows("Private to us.");
        await owner.Allows("narrow", $"item:{item.Id}", "none");

        (await other.Admin.Get($"knowledge/{item.Id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await agent.Get($"knowledge/{item.Id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await owner.Admin.Delete($"knowledge/{item.Id}")).Expect(HttpStatusCode.NoContent);
        (await owner.Admin.Get($"knowledge/{item.Id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Test]
    public async Task A_changed_text_is_shown_with_a_warning()
    {
        var organisation = await Hive.NewOrganisation();
        var item = await organisation.Knows("The approved text.");
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync("update knowledge_items set content = 'Another text.' where id = @Id", new { item.Id });

        var answer = (await organisation.Admin.Get($"knowledge/{item.Id}")).Expect(HttpStatusCode.OK);

        Assert.That(answer.Json.GetProperty("integrity_warning").GetString(), Is.Not.Empty);
        Assert.That(answer.Json.TryGetProperty("integrity_verified", out _), Is.False);
        Assert.That(organisation.Server.LogText, Does.Contain($"The text of item {item.Id} differs"));
    }

    [TestCase("newest")]
    [TestCase("quality")]
    [TestCase("retrievals")]
    public async Task Every_order_pages_through_all_items_once(string sort)
    {
        var organisation = await Hive.NewOrganisation();
        for (var i = 0; i < 7; i++)
            await organisation.Knows($"Item number {i}", row => row with { Quality = 0.3 + (i / 2 * 0.1), Retrievals = i / 3, ContributedAt = row.ContributedAt.AddDays(-(i % 3)) });

        var (seen, cursor) = (new List<(Guid Id, double Quality, int Retrievals, DateTimeOffset At)>(), "");
        do
        {
            var page = (await organisation.Admin.Get($"knowledge?scope=own&sort={sort}&limit=3{cursor}")).Expect(HttpStatusCode.OK).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => (
                item.GetProperty("id").GetGuid(), item.GetProperty("quality_score").GetDouble(), item.GetProperty("retrieval_count").GetInt32(),
                item.GetProperty("contributed_at").GetDateTimeOffset())));
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.That(seen.Select(item => item.Id).ToList(), Is.Unique.And.Count.EqualTo(7));
        Assert.That(sort switch { "newest" => seen.Select(item => (object)item.At), "quality" => seen.Select(item => (object)item.Quality), _ => seen.Select(item => (object)item.Retrievals) }, Is.Ordered.Descending);
    }

    [Test]
    public async Task A_list_narrows_by_scope_visibility_category_and_policies()
    {
        var (owner, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var open = await owner.Knows("Open.", row => row with { IsPublic = true, Category = "tooling" });
        var hidden = await owner.Knows("Hidden.");
        await owner.Knows("Superseded.", row => row with { ExpiredAt = row.ContributedAt });
        var agent = await owner.Agent("narrow");
        await owner.Allows("narrow", "category:tooling", "none");

        Assert.That(await Ids(owner.Admin, "scope=own"), Is.EquivalentTo(new[] { open.Id, hidden.Id }));
        Assert.That(await Ids(owner.Admin, "scope=own&is_public=false"), Is.EqualTo(new[] { hidden.Id }));
        Assert.That(await Ids(owner.Admin, "scope=own&category=tooling"), Is.EqualTo(new[] { open.Id }));
        Assert.That(await Ids(other.Admin, "scope=public&limit=100"), Does.Contain(open.Id).And.Not.Contain(hidden.Id));
        Assert.That(await Ids(agent, "scope=own"), Is.EqualTo(new[] { hidden.Id }));
        (await owner.Admin.Get("knowledge?limit=101")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await owner.Admin.Get("knowledge?sort=age")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    private static async Task<IReadOnlyList<Guid>> Ids(Caller caller, string parameters) =>
        [.. (await caller.Get($"knowledge?{parameters}")).Expect(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid())];
}
