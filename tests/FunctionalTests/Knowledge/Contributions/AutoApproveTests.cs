using System.Net;

namespace Hivemind.FunctionalTests.Knowledge.Contributions;

[Parallelizable(ParallelScope.All)]
public sealed class AutoApproveTests
{
    [Test]
    public async Task A_contribution_of_a_category_with_the_rule_becomes_a_private_item_at_once()
    {
        var organisation = await Hive.NewOrganisation();
        await organisation.AddWebhookEndpoint();
        (await organisation.Admin.Put("auto-approve-rules/config", new { is_auto_approve = true })).Expect(HttpStatusCode.OK);
        var agent = await organisation.Agent("ada");

        var answer = (await agent.Offer(Contribute.Text(), "config")).Expect(HttpStatusCode.Created);

        var (id, itemId) = (answer.Json.GetProperty("contribution_id").GetGuid(), answer.Json.GetProperty("item_id").GetGuid());
        Assert.That(answer.Json.GetProperty("status").GetString(), Is.EqualTo("auto_approved"));
        Assert.That(await organisation.Ask<bool>(
            "select not is_public and approved_by = 'auto_approve' and contribution_id = @id and submitted_at = approved_at from knowledge_items where id = @itemId", new { id, itemId }), Is.True);
        Assert.That(await organisation.Ask<string>("select decided_by from contribution_decisions where contribution_id = @id and knowledge_item_id = @itemId", new { id, itemId }), Is.EqualTo("auto_approve"));
        Assert.That(await organisation.Ask<int>("select count(*)::int from knowledge_embeddings where item_id = @itemId", new { itemId }), Is.EqualTo(1));
        Assert.That((await organisation.Messages()).Select(message => message.Name), Is.EqualTo(new[] { "private", "contribution_decided" }));
        Assert.That(await organisation.Ask<string>("select event from webhook_deliveries where org_id = @Id", new { organisation.Id }), Is.EqualTo("knowledge.approved"));
        await agent.Queue(category: "tooling");
    }

    [Test]
    public async Task Equal_texts_at_once_become_one_item_and_one_duplicate()
    {
        var organisation = await Hive.NewOrganisation();
        await organisation.Admin.Put("auto-approve-rules/config", new { is_auto_approve = true });
        var text = Contribute.Text();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => organisation.Admin.Offer(text, "config")));

        Assert.That(answers.Select(answer => answer.Status), Is.EquivalentTo(Enumerable.Repeat(HttpStatusCode.OK, 5).Append(HttpStatusCode.Created)));
        var itemId = answers.Single(answer => answer.Status is HttpStatusCode.Created).Json.GetProperty("item_id").GetGuid();
        Assert.That(answers.Where(answer => answer.Status is HttpStatusCode.OK).Select(answer => answer.Json.GetProperty("duplicate_of").GetGuid()), Is.All.EqualTo(itemId));
    }

    [Test]
    public async Task The_list_has_every_category_and_what_waits_is_not_touched()
    {
        var organisation = await Hive.NewOrganisation();
        await organisation.Admin.Queue(category: "config");
        await organisation.Admin.Put("auto-approve-rules/config", new { is_auto_approve = true });

        var items = (await organisation.Admin.Get("auto-approve-rules")).Expect(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().ToList();

        Assert.That(items, Has.Count.EqualTo(11));
        Assert.That(items.Where(item => item.GetProperty("is_auto_approve").GetBoolean()).Select(item => item.GetProperty("category").GetString()), Is.EqualTo(new[] { "config" }));
        Assert.That(await organisation.Ask<int>("select count(*)::int from pending_contributions where org_id = @Id", new { organisation.Id }), Is.EqualTo(1));
    }

    [Test]
    public async Task A_rule_is_changed_only_in_the_version_that_was_read()
    {
        var organisation = await Hive.NewOrganisation();
        var admin = organisation.Admin;
        Assert.That((await admin.Get("auto-approve-rules/config")).Expect(HttpStatusCode.OK).Header("ETag"), Is.EqualTo("\"0\""));

        Assert.That((await admin.Put("auto-approve-rules/config", new { is_auto_approve = true }, ("If-Match", "\"0\""))).Expect(HttpStatusCode.OK).Header("ETag"), Is.EqualTo("\"1\""));
        (await admin.Put("auto-approve-rules/config", new { is_auto_approve = false }, ("If-Match", "\"0\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await admin.Put("auto-approve-rules/config", new { is_auto_approve = false }, ("If-Match", "\"1\""))).Expect(HttpStatusCode.OK);
        (await admin.Put("auto-approve-rules/config", new { is_auto_approve = true })).Expect(HttpStatusCode.OK);
        Assert.That((await admin.Get("auto-approve-rules/config")).Json.GetProperty("is_auto_approve").GetBoolean(), Is.True);
    }

    [Test]
    public async Task Only_admins_see_and_set_rules()
    {
        var organisation = await Hive.NewOrganisation();
        var agent = await organisation.Agent("ada");

        (await agent.Get("auto-approve-rules")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await agent.Get("auto-approve-rules/config")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await agent.Put("auto-approve-rules/config", new { is_auto_approve = true })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await organisation.Admin.Put("auto-approve-rules/config", new { })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await organisation.Admin.Put("auto-approve-rules/gossip", new { is_auto_approve = true })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }
}
