using System.Net;

namespace Hivemind.FunctionalTests.Knowledge.Items;

[Parallelizable(ParallelScope.All)]
public sealed class PublishAndDeleteTests
{
    private const string Messages = "select string_agg(name || ':' || is_public::text, ' ' order by tx, id) from stream_events where topic = 'knowledge' and payload like '%' || @Id || '%'";

    [Test]
    public async Task Publishing_shows_an_item_to_others_tells_once_and_can_be_undone()
    {
        var (owner, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var agent = await owner.Agent("reviewing");
        var item = await owner.Knows("Plibbering works best at dawn.");

        for (var i = 0; i < 2; i++)
        {
            var answer = (await agent.Post($"knowledge/{item.Id}/publish")).Expect(HttpStatusCode.OK);
            Assert.That(answer.Json.GetProperty("is_public").GetBoolean(), Is.True);
            Assert.That(answer.Json.GetProperty("item_id").GetGuid(), Is.EqualTo(item.Id));
        }

        Assert.That(await other.Admin.Finds("plibbering dawn"), Does.Contain(item.Id));
        Assert.That(await owner.Server.Database.Value<string>(Messages, new { Id = item.Id.ToString() }), Is.EqualTo("public:true"));

        (await agent.Post($"knowledge/{item.Id}/unpublish")).Expect(HttpStatusCode.OK);

        Assert.That(await other.Admin.Finds("plibbering dawn"), Does.Not.Contain(item.Id));
        Assert.That(await owner.Admin.Finds("plibbering dawn"), Does.Contain(item.Id));
        Assert.That(await owner.Server.Database.Value<string>(Messages, new { Id = item.Id.ToString() }), Is.EqualTo("public:true private:false"));
        Assert.That(await owner.Server.Database.Value<string>(
            "select string_agg(action, ' ' order by id) from audit_log where target_id = @Id", new { Id = item.Id.ToString() }),
            Is.EqualTo("knowledge.published knowledge.unpublished"));
    }

    [Test]
    public async Task Only_the_own_organisation_with_the_right_publishes_and_nothing_superseded()
    {
        var (owner, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var (narrow, unscoped) = (await owner.Agent("narrow"), await owner.Agent("reader", scopes: ["commons:read"]));
        var item = await owner.Knows("Ours.", row => row with { IsPublic = true });
        var expired = await owner.Knows("Old.", row => row with { ExpiredAt = row.ContributedAt });
        await owner.Allows("narrow", "category:general", "read");

        (await other.Admin.Post($"knowledge/{item.Id}/unpublish")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await narrow.Post($"knowledge/{item.Id}/unpublish")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await unscoped.Post($"knowledge/{item.Id}/unpublish")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await owner.Admin.Post($"knowledge/{expired.Id}/publish")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
    }

    [Test]
    public async Task The_contributor_deletes_its_item_and_what_was_made_of_it()
    {
        var organisation = await Hive.NewOrganisation();
        var (ada, bob) = (await organisation.Agent("ada"), await organisation.Agent("bob"));
        var item = await organisation.Knows("Source.", row => row with { SourceAgentId = "ada" });
        var merged = await organisation.Knows("Merged of source.", row => row with { SourceItemIds = [Guid.CreateVersion7(), item.Id] });
        var summary = await organisation.Knows("Summary of merged.", row => row with { SourceItemIds = [merged.Id] });
        var apart = await organisation.Knows("Not related.");

        (await bob.Delete($"knowledge/{item.Id}")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await ada.Delete($"knowledge/{item.Id}", null, ("If-Match", "\"7\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await ada.Delete($"knowledge/{item.Id}")).Expect(HttpStatusCode.NoContent);

        (await ada.Delete($"knowledge/{item.Id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await ada.Get($"knowledge/{merged.Id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await ada.Get($"knowledge/{summary.Id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await ada.Get($"knowledge/{apart.Id}")).Expect(HttpStatusCode.OK);
        Assert.That(await organisation.Server.Database.Value<long>(
            "select count(*) from knowledge_embeddings where item_id = any (@Ids)", new { Ids = new[] { item.Id, merged.Id, summary.Id } }), Is.Zero);
    }

    [Test]
    public async Task An_admin_deletes_any_item_of_the_organisation_and_none_of_others()
    {
        var (owner, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var item = await owner.Knows("Ours and public.", row => row with { IsPublic = true });

        (await other.Admin.Delete($"knowledge/{item.Id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await owner.Admin.Delete($"knowledge/{item.Id}")).Expect(HttpStatusCode.NoContent);
    }
}
