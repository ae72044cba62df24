using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Knowledge.Contributions;

[Parallelizable(ParallelScope.All)]
public sealed class ContributionDetailTests
{
    [Test]
    public async Task A_pending_contribution_shows_its_text_score_and_what_is_similar()
    {
        var organisation = await Hive.NewOrganisation();
        var text = Contribute.Text("garden of rare orchids");
        var itemId = await organisation.Admin.Publish(text + " Water them.");
        var (id, twin) = (await organisation.Admin.Queue(text, more: new { confidence = 0.9 }), await organisation.Admin.Queue(text));

        var detail = (await organisation.Admin.Get($"contributions/{id}")).Expect(HttpStatusCode.OK).Json;

        Assert.That(detail.GetProperty("status").GetString(), Is.EqualTo("pending"));
        Assert.That(detail.GetProperty("content").GetString(), Is.EqualTo(text));
        Assert.That(detail.GetProperty("prescreen_score").GetInt32(), Is.EqualTo(90));
        Assert.That(detail.GetProperty("prescreen_band").GetString(), Is.EqualTo("high"));
        Assert.That(detail.GetProperty("decision").ValueKind, Is.EqualTo(JsonValueKind.Null));
        var similar = detail.GetProperty("similar").EnumerateArray().ToList();
        Assert.That(similar.Select(entry => (entry.GetProperty("id").GetGuid(), entry.GetProperty("kind").GetString())).Take(2), Is.EqualTo(new[] { (twin, "pending"), (itemId, "item") }));
        Assert.That(similar[0].GetProperty("similarity").GetDouble(), Is.EqualTo(100));
        Assert.That(similar[1].GetProperty("likely_duplicate").GetBoolean(), Is.True);
        Assert.That(similar.Count(entry => entry.GetProperty("kind").GetString() == "item"), Is.LessThanOrEqualTo(3));
    }

    [Test]
    public async Task What_the_caller_may_not_read_is_not_shown_as_similar()
    {
        var organisation = await Hive.NewOrganisation();
        var text = Contribute.Text("vault of seeds");
        await organisation.Admin.Publish(text + " Keep them dry.", category: "config");
        var ada = await organisation.Agent("ada");
        await organisation.AddPolicy("ada", "category:config", "write");
        var id = await ada.Queue(text);

        var hers = (await ada.Get($"contributions/{id}")).Expect(HttpStatusCode.OK).Json.GetProperty("similar");
        var admins = (await organisation.Admin.Get($"contributions/{id}")).Expect(HttpStatusCode.OK).Json.GetProperty("similar");

        Assert.That((hers.GetArrayLength(), admins.GetArrayLength()), Is.EqualTo((0, 1)), hers.ToString());
    }

    [Test]
    public async Task A_decided_contribution_stays_readable_and_a_rejected_one_has_no_text()
    {
        var organisation = await Hive.NewOrganisation();
        var agent = await organisation.Agent("ada");
        var text = Contribute.Text();
        var (approved, rejected) = (await agent.Queue(text), await agent.Queue());
        await organisation.Admin.Approve(approved);
        await organisation.Admin.Reject(rejected, new { reason_code = "unsafe", reason = "It deletes data." });

        var one = (await agent.Get($"contributions/{approved}")).Expect(HttpStatusCode.OK).Json;
        var two = (await agent.Get($"contributions/{rejected}")).Expect(HttpStatusCode.OK).Json;

        Assert.That(one.GetProperty("content").GetString(), Is.EqualTo(text));
        Assert.That(one.GetProperty("decision").GetProperty("decided_by").GetString(), Is.EqualTo("admin"));
        Assert.That(two.GetProperty("content").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(two.GetProperty("decision").GetProperty("reason_code").GetString(), Is.EqualTo("unsafe"));
        Assert.That(two.GetProperty("decision").GetProperty("undo_until").ValueKind, Is.EqualTo(JsonValueKind.String));
    }

    [Test]
    public async Task Only_reviewers_and_the_contributor_read_it()
    {
        var (organisation, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var (ada, eve) = (await organisation.Agent("ada"), await organisation.Agent("eve"));
        await organisation.AddPolicy("ada", $"namespace:{organisation.Id}", "write");
        await organisation.AddPolicy("eve", $"namespace:{organisation.Id}", "write");
        var id = await ada.Queue();

        (await ada.Get($"contributions/{id}")).Expect(HttpStatusCode.OK);
        (await organisation.Admin.Get($"contributions/{id}")).Expect(HttpStatusCode.OK);
        (await eve.Get($"contributions/{id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await other.Admin.Get($"contributions/{id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await organisation.Admin.Get("contributions/nonsense")).Expect(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_reviewer_sorts_it_in_the_version_that_was_read()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await organisation.Admin.Queue(more: new { confidence = 0.9 });
        var path = $"contributions/{id}";
        Assert.That((await organisation.Admin.Get(path)).Header("ETag"), Is.EqualTo("\"1\""));

        var answer = (await organisation.Admin.Patch(path, new { category = "workaround", is_sensitive_flagged = true }, ("If-Match", "\"1\""))).Expect(HttpStatusCode.OK);

        Assert.That(answer.Header("ETag"), Is.EqualTo("\"2\""));
        Assert.That(answer.Json.GetProperty("category").GetString(), Is.EqualTo("workaround"));
        Assert.That(answer.Json.GetProperty("prescreen_score").GetInt32(), Is.EqualTo(60));
        (await organisation.Admin.Patch(path, new { category = "general" }, ("If-Match", "\"1\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await organisation.Admin.Get(path, ("If-None-Match", "\"2\""))).Expect(HttpStatusCode.NotModified);
        (await organisation.Admin.Patch(path, new { is_sensitive_flagged = false })).Expect(HttpStatusCode.OK);

        await organisation.Admin.Reject(id);
        Assert.That((await organisation.Admin.Get(path)).Header("ETag"), Is.EqualTo("\"4\""));
        Assert.That((await organisation.Admin.Patch(path, new { category = "general" })).Refused(HttpStatusCode.Conflict, "INVALID_STATE").Json.GetProperty("current_status").GetString(), Is.EqualTo("rejected"));
        (await organisation.Admin.Patch($"contributions/{Guid.CreateVersion7()}", new { category = "general" })).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }
}
