using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Knowledge.Contributions;

[Parallelizable(ParallelScope.All)]
public sealed class RejectContributionTests
{
    [Test]
    public async Task A_rejection_tells_the_contributor_why_and_keeps_the_reason_clean()
    {
        var organisation = await Hive.NewOrganisation();
        await organisation.AddWebhookEndpoint();
        var agent = await organisation.Agent("ada");
        var id = await agent.Queue();

        var answer = (await organisation.Admin.Reject(id, new { reason_code = "too_vague", reason = "Write to ada@example.com before you repeat this." })).Expect(HttpStatusCode.OK);

        Assert.That(answer.Json.GetProperty("status").GetString(), Is.EqualTo("rejected"));
        Assert.That(answer.Json.GetProperty("contribution_id").GetGuid(), Is.EqualTo(id));
        var own = (await agent.Get("contributions/mine")).Expect(HttpStatusCode.OK).Json.GetProperty("items")[0];
        Assert.That(own.GetProperty("reason_code").GetString(), Is.EqualTo("too_vague"));
        Assert.That(own.GetProperty("reason").GetString(), Does.Contain("[EMAIL]").And.Not.Contain("ada@example.com"));
        Assert.That(own.GetProperty("content_preview").ValueKind, Is.EqualTo(JsonValueKind.Null));

        var delivery = JsonDocument.Parse(await organisation.Ask<string>("select payload from webhook_deliveries where org_id = @Id", new { organisation.Id }) ?? "").RootElement;
        Assert.That(delivery.GetProperty("event").GetString(), Is.EqualTo("knowledge.rejected"));
        Assert.That(delivery.GetProperty("knowledge_item_id").GetGuid(), Is.EqualTo(id));
        var message = JsonDocument.Parse((await organisation.Messages())[^1].Payload).RootElement;
        Assert.That(message.GetProperty("decision").GetString(), Is.EqualTo("rejected"));
        Assert.That(message.GetProperty("reason_code").GetString(), Is.EqualTo("too_vague"));
    }

    [Test]
    public async Task Without_a_body_the_reason_is_other()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await organisation.Admin.Queue();

        (await organisation.Admin.Reject(id)).Expect(HttpStatusCode.OK);

        Assert.That(await organisation.Ask<string>("select reason_code from contribution_decisions where contribution_id = @id", new { id }), Is.EqualTo("other"));
        Assert.That(await organisation.Ask<int>("select count(*)::int from pending_embeddings where contribution_id = @id", new { id }), Is.Zero);
    }

    [Test]
    public async Task An_unknown_reason_code_and_a_long_reason_are_refused()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await organisation.Admin.Queue();

        (await organisation.Admin.Reject(id, new { reason_code = "boring" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await organisation.Admin.Reject(id, new { reason = new string('a', 1001) })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task A_rejection_can_be_undone_and_the_contribution_then_approved()
    {
        var organisation = await Hive.NewOrganisation();
        var text = Contribute.Text();
        var id = await organisation.Admin.Queue(text, "config", new { title = "Kept", version = "3", tags = new[] { "x" } });
        var before = await Row(organisation, id);
        await organisation.Admin.Reject(id);

        var answer = (await organisation.Admin.Undo(id)).Expect(HttpStatusCode.OK);

        Assert.That(answer.Json.GetProperty("status").GetString(), Is.EqualTo("pending"));
        Assert.That(await Row(organisation, id), Is.EqualTo(before));
        Assert.That((await organisation.Messages())[^1].Name, Is.EqualTo("contribution_restored"));
        Assert.That(await organisation.Ask<int>("select count(*)::int from contribution_decisions where contribution_id = @id", new { id }), Is.Zero);
        var itemId = (await organisation.Admin.Approve(id)).Expect(HttpStatusCode.OK).Json.GetProperty("item_id").GetGuid();
        Assert.That(await organisation.Ask<int>("select count(*)::int from knowledge_embeddings where item_id = @itemId", new { itemId }), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_not_a_fresh_rejection_cannot_be_undone()
    {
        var organisation = await Hive.NewOrganisation();
        var (pending, approved) = (await organisation.Admin.Queue(), await organisation.Admin.Queue());
        await organisation.Admin.Approve(approved);

        Assert.That((await organisation.Admin.Undo(pending)).Refused(HttpStatusCode.Conflict, "INVALID_STATE").Json.GetProperty("current_status").GetString(), Is.EqualTo("pending"));
        Assert.That((await organisation.Admin.Undo(approved)).Refused(HttpStatusCode.Conflict, "INVALID_STATE").Json.GetProperty("current_status").GetString(), Is.EqualTo("approved"));
        (await organisation.Admin.Undo(Guid.CreateVersion7())).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await (await Hive.NewOrganisation()).Admin.Undo(approved)).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Test]
    public async Task After_ten_minutes_the_text_is_gone_for_good()
    {
        var time = new FakeTime(new DateTimeOffset(2031, 5, 1, 12, 0, 0, TimeSpan.Zero));
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new() { ["Jobs:Enabled"] = "false", ["Auth:SessionHours"] = "12" }, time);
        var organisation = await Hive.NewOrganisation(server);
        var (early, late) = (await organisation.Admin.Queue("alpha " + Contribute.Text("needle in the early one")), await organisation.Admin.Queue("beta " + Contribute.Text("needle in the late one")));
        await organisation.Admin.Reject(early);
        await organisation.Admin.Reject(late);

        time.Advance(TimeSpan.FromMinutes(10));
        (await organisation.Admin.Undo(early)).Expect(HttpStatusCode.OK);
        time.Advance(TimeSpan.FromMilliseconds(1));
        (await organisation.Admin.Undo(late)).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        await organisation.Server.Send(new Application.Knowledge.Contributions.ForgetRejectedTexts());

        Assert.That(await Search.Everywhere(server, "needle in the late one"), Is.Empty);
        Assert.That(await Search.Everywhere(server, "needle in the early one"), Is.Not.Empty);
        var detail = (await organisation.Admin.Get($"contributions/{late}")).Expect(HttpStatusCode.OK).Json;
        Assert.That(detail.GetProperty("decision").GetProperty("undo_until").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    private static Task<string?> Row(Organisation organisation, Guid id) =>
        organisation.Ask<string>("select (to_jsonb(p) - 'row_version')::text from pending_contributions p where id = @id", new { id });
}
