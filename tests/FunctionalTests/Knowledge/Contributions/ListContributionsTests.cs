using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Knowledge.Contributions;

[Parallelizable(ParallelScope.All)]
public sealed class ListContributionsTests
{
    [Test]
    public async Task The_queue_shows_the_promised_fields_with_a_cut_text()
    {
        var organisation = await Hive.NewOrganisation();
        var text = "🐝 " + Contribute.Text() + new string('z', 600);
        await organisation.Admin.Queue(text, "config", new { tags = new[] { "a" }, confidence = 0.4 });

        var list = (await organisation.Admin.Get("contributions")).Expect(HttpStatusCode.OK).Json;

        var item = list.GetProperty("items")[0];
        Assert.That(item.EnumerateObject().Select(member => member.Name), Is.EquivalentTo(new[]
        {
            "id", "title", "content", "category", "source_agent_id", "created_at", "content_hash", "content_length", "confidence", "tags", "is_sensitive_flagged", "conflict_action",
        }));
        Assert.That(Domain.Common.Text.Length(item.GetProperty("content").GetString() ?? ""), Is.EqualTo(500));
        Assert.That(item.GetProperty("content_length").GetInt32(), Is.EqualTo(Domain.Common.Text.Length(text)));
        Assert.That(item.GetProperty("title").GetString(), Is.EqualTo(Domain.Common.Text.Cut(text, 80)));
        Assert.That((list.GetProperty("total").GetInt32(), list.GetProperty("limit").GetInt32(), list.GetProperty("offset").GetInt32()), Is.EqualTo((1, 50, 0)));
        Assert.That(list.GetProperty("next_cursor").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task The_queue_pages_by_offset_and_by_cursor_without_losing_equal_times()
    {
        var organisation = await Hive.NewOrganisation();
        List<Guid> ids = [];
        for (var i = 0; i < 5; i++)
            ids.Add(await organisation.Admin.Queue());
        await organisation.Server.Do("update pending_contributions set created_at = '2030-01-01' where org_id = @Id", new { organisation.Id });

        List<Guid> byCursor = [];
        var path = "contributions?limit=2";
        for (var cursor = "first"; cursor is not null; path = $"contributions?limit=2&cursor={cursor}")
        {
            var page = (await organisation.Admin.Get(path)).Expect(HttpStatusCode.OK).Json;
            byCursor.AddRange(Ids(page));
            cursor = page.GetProperty("next_cursor").GetString();
        }

        var byOffset = Ids((await organisation.Admin.Get("contributions?limit=2&offset=2")).Json);
        Assert.That(byCursor, Is.EqualTo(ids.Order().Reverse()));
        Assert.That(byOffset, Is.EqualTo(byCursor.Skip(2).Take(2)));
    }

    [TestCase("limit=0"), TestCase("limit=201"), TestCase("offset=-1"), TestCase("category=gossip"), TestCase("cursor=abc&offset=0")]
    public async Task What_is_out_of_range_is_refused(string query)
    {
        var organisation = await Hive.NewOrganisation();

        (await organisation.Admin.Get($"contributions?{query}")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task A_cursor_belongs_to_its_organisation_and_filter()
    {
        var (organisation, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        await organisation.Admin.Queue();
        await organisation.Admin.Queue();
        var cursor = (await organisation.Admin.Get("contributions?limit=1")).Json.GetProperty("next_cursor").GetString();

        (await organisation.Admin.Get($"contributions?cursor={cursor}&category=tooling")).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
        (await other.Admin.Get($"contributions?cursor={cursor}")).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
        (await organisation.Admin.Get("contributions?cursor=nonsense")).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
    }

    [Test]
    public async Task The_queue_leaves_out_categories_and_organisations_that_are_not_the_callers()
    {
        var (organisation, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        await other.Admin.Queue();
        var seen = await organisation.Admin.Queue(category: "general");
        await organisation.Admin.Queue(category: "config");
        var agent = await organisation.Agent("ada");
        await organisation.AddPolicy("ada", "category:config", "none");

        var list = (await agent.Get("contributions")).Expect(HttpStatusCode.OK).Json;

        Assert.That(Ids(list), Is.EqualTo(new[] { seen }));
        Assert.That(list.GetProperty("total").GetInt32(), Is.EqualTo(1));

        var only = await organisation.Agent("eve");
        await organisation.AddPolicy("eve", $"namespace:{organisation.Id}", "read");
        await organisation.AddPolicy("eve", "category:general", "review");
        Assert.That(Ids((await only.Get("contributions")).Json), Is.EqualTo(new[] { seen }));
    }

    [Test]
    public async Task Own_contributions_show_what_became_of_them()
    {
        var organisation = await Hive.NewOrganisation();
        var agent = await organisation.Agent("ada");
        await organisation.Admin.Queue();
        var (approved, rejected, pending) = (await agent.Queue(), await agent.Queue(), await agent.Queue());
        var itemId = (await organisation.Admin.Approve(approved, new { is_public = true, category = "general" })).Json.GetProperty("item_id").GetGuid();
        await organisation.Admin.Reject(rejected, new { reason_code = "outdated" });

        var list = (await agent.Get("contributions/mine")).Expect(HttpStatusCode.OK).Json;

        Assert.That(Ids(list), Is.EqualTo(new[] { pending, rejected, approved }));
        Assert.That(list.GetProperty("total").GetInt32(), Is.EqualTo(3));
        var last = list.GetProperty("items")[2];
        Assert.That(last.GetProperty("knowledge_item_id").GetGuid(), Is.EqualTo(itemId));
        Assert.That(last.GetProperty("is_public").GetBoolean(), Is.True);
        Assert.That(last.GetProperty("category").GetString(), Is.EqualTo("general"));
        Assert.That(last.GetProperty("contributed_at").GetString(), Is.EqualTo(last.GetProperty("decided_at").GetString()));
        Assert.That(Ids((await agent.Get("contributions/mine?status=rejected")).Json), Is.EqualTo(new[] { rejected }));
        Assert.That(Ids((await agent.Get("contributions/mine?status=all&category=general")).Json), Is.EqualTo(new[] { approved }));

        var first = (await agent.Get("contributions/mine?limit=2")).Json;
        var second = (await agent.Get($"contributions/mine?limit=2&cursor={first.GetProperty("next_cursor").GetString()}")).Json;
        Assert.That(Ids(second), Is.EqualTo(new[] { approved }));
        Assert.That(second.GetProperty("next_cursor").ValueKind, Is.EqualTo(JsonValueKind.Null));
        (await agent.Get("contributions/mine?limit=101")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    private static List<Guid> Ids(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid())];
}
