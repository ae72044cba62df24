using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Knowledge.Contributions;

[Parallelizable(ParallelScope.All)]
public sealed class ApproveContributionTests
{
    [Test]
    public async Task An_approved_contribution_becomes_a_private_item_with_its_vectors()
    {
        var organisation = await Hive.NewOrganisation();
        var agent = await organisation.Agent("ada");
        var text = Contribute.Text();
        var id = await agent.Queue(text, "config", new { title = "Order", confidence = 0.9, framework = "dotnet", version = "10", tags = new[] { "a", "b" }, run_id = "r1" });

        var answer = (await organisation.Admin.Approve(id)).Expect(HttpStatusCode.OK);

        Assert.That(answer.Json.GetProperty("status").GetString(), Is.EqualTo("approved"));
        var itemId = answer.Json.GetProperty("item_id").GetGuid();
        var item = JsonDocument.Parse(await organisation.Ask<string>("select to_jsonb(i) - 'minhash' from knowledge_items i where id = @itemId", new { itemId }) ?? "").RootElement;
        Assert.Multiple(() =>
        {
            Assert.That(item.GetProperty("content").GetString(), Is.EqualTo(text));
            Assert.That(item.GetProperty("title").GetString(), Is.EqualTo("Order"));
            Assert.That(item.GetProperty("category").GetString(), Is.EqualTo("config"));
            Assert.That(item.GetProperty("source_agent_id").GetString(), Is.EqualTo("ada"));
            Assert.That(item.GetProperty("run_id").GetString(), Is.EqualTo("r1"));
            Assert.That(item.GetProperty("approved_by").GetString(), Is.EqualTo("admin"));
            Assert.That(item.GetProperty("edited_by").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(item.GetProperty("is_public").GetBoolean(), Is.False);
            Assert.That(item.GetProperty("quality_score").GetDouble(), Is.EqualTo(0.5));
            Assert.That(item.GetProperty("contribution_id").GetGuid(), Is.EqualTo(id));
            Assert.That(item.GetProperty("approved_at").GetString(), Is.EqualTo(item.GetProperty("contributed_at").GetString()));
            Assert.That(item.GetProperty("tags").GetArrayLength(), Is.EqualTo(2));
        });
        Assert.That(await organisation.Ask<int>("select count(*)::int from knowledge_embeddings where item_id = @itemId and is_live and not is_public", new { itemId }), Is.EqualTo(1));
        Assert.That(await organisation.Ask<int>("select count(*)::int from pending_contributions where id = @id", new { id }), Is.Zero);
        Assert.That(await organisation.Ask<int>("select count(*)::int from pending_embeddings where contribution_id = @id", new { id }), Is.Zero);
    }

    [Test]
    public async Task An_approval_is_announced_on_the_feed_the_queue_and_by_webhook()
    {
        var organisation = await Hive.NewOrganisation();
        await organisation.AddWebhookEndpoint();
        var agent = await organisation.Agent("ada");
        var id = await agent.Queue();

        var itemId = (await organisation.Admin.Approve(id)).Expect(HttpStatusCode.OK).Json.GetProperty("item_id").GetGuid();

        var messages = await organisation.Messages();
        Assert.That(messages.Select(message => (message.Topic, message.Name, message.IsPublic)), Is.EqualTo(new[]
        {
            ("contributions", "contribution_created", false), ("knowledge", "private", false), ("contributions", "contribution_decided", false),
        }));
        var feed = JsonDocument.Parse(messages[1].Payload).RootElement;
        Assert.That(feed.EnumerateObject().Select(member => member.Name), Is.EquivalentTo(new[] { "id", "is_public", "org_id", "category", "title" }));
        Assert.That(feed.GetProperty("id").GetGuid(), Is.EqualTo(itemId));

        var delivery = JsonDocument.Parse(await organisation.Ask<string>("select payload from webhook_deliveries where org_id = @Id", new { organisation.Id }) ?? "").RootElement;
        Assert.That(delivery.GetProperty("event").GetString(), Is.EqualTo("knowledge.approved"));
        Assert.That(delivery.GetProperty("knowledge_item_id").GetGuid(), Is.EqualTo(itemId));
        Assert.That(delivery.GetProperty("contribution_id").GetGuid(), Is.EqualTo(id));
        Assert.That(await organisation.Ask<string>("select string_agg(action, ',' order by created_at) from audit_log where org_id = @Id", new { organisation.Id }),
            Is.EqualTo("contribution.created,contribution.approved"));
    }

    [Test]
    public async Task A_public_approval_is_public_in_item_vectors_and_feed()
    {
        var organisation = await Hive.NewOrganisation();
        var itemId = await organisation.Admin.Publish(isPublic: true);

        Assert.That(await organisation.Ask<bool>("select is_public from knowledge_items where id = @itemId", new { itemId }), Is.True);
        Assert.That(await organisation.Ask<bool>("select bool_and(is_public) from knowledge_embeddings where item_id = @itemId", new { itemId }), Is.True);
        Assert.That((await organisation.Messages()).Select(message => (message.Name, message.IsPublic)), Has.Member(("public", true)));
    }

    [Test]
    public async Task Unknown_foreign_and_decided_contributions_are_not_found()
    {
        var organisation = await Hive.NewOrganisation();
        var other = await Hive.NewOrganisation();
        var foreign = await other.Admin.Queue();
        var decided = await organisation.Admin.Queue();
        await organisation.Admin.Approve(decided);

        foreach (var id in new[] { Guid.CreateVersion7(), foreign, decided })
        {
            (await organisation.Admin.Approve(id)).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
            (await organisation.Admin.Reject(id)).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        }

        Assert.That(await other.Ask<int>("select count(*)::int from pending_contributions where id = @foreign", new { foreign }), Is.EqualTo(1));
    }

    [Test]
    public async Task The_same_text_is_refused_with_the_item_that_has_it()
    {
        var organisation = await Hive.NewOrganisation();
        var text = Contribute.Text();
        var first = await organisation.Admin.Queue(text);
        var second = await organisation.Admin.Queue(text);
        var itemId = (await organisation.Admin.Approve(first)).Json.GetProperty("item_id").GetGuid();

        var answer = (await organisation.Admin.Approve(second)).Refused(HttpStatusCode.Conflict, "DUPLICATE");

        Assert.That(answer.Json.GetProperty("existing_item_id").GetGuid(), Is.EqualTo(itemId));
        Assert.That(await organisation.Ask<int>("select count(*)::int from pending_embeddings where contribution_id = @second", new { second }), Is.EqualTo(1));
    }

    [Test]
    public async Task Of_two_approvals_of_equal_texts_at_once_one_is_the_item_and_one_is_told_so()
    {
        var organisation = await Hive.NewOrganisation();
        var text = Contribute.Text();
        Guid[] ids = [await organisation.Admin.Queue(text), await organisation.Admin.Queue(text)];

        var answers = await Task.WhenAll(ids.Select(id => organisation.Admin.Approve(id)));

        Assert.That(answers.Select(answer => answer.Status), Is.EquivalentTo(new[] { HttpStatusCode.OK, HttpStatusCode.Conflict }), answers[0].Text + answers[1].Text);
        Assert.That(await organisation.Ask<int>("select count(*)::int from pending_contributions where org_id = @Id", new { organisation.Id }), Is.EqualTo(1));
    }
}
