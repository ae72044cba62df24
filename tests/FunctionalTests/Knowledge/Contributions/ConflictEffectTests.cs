using System.Net;

namespace Hivemind.FunctionalTests.Knowledge.Contributions;

/// <summary>What a judge decides at submission is kept with the contribution; here it is set directly and then approved.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ConflictEffectTests
{
    [Test]
    public async Task An_update_retires_the_item_and_its_vectors_and_notes_the_contradiction()
    {
        var organisation = await Hive.NewOrganisation();
        var match = await (await organisation.Agent("bob")).Publish();
        var id = await (await organisation.Agent("ada")).Queue();
        await Decide(organisation, id, "UPDATE", match);

        var newId = (await organisation.Admin.Approve(id)).Expect(HttpStatusCode.OK).Json.GetProperty("item_id").GetGuid();

        Assert.That(await organisation.Ask<bool>(
            "select expired_at is not null and superseded_by = @newId from knowledge_items where id = @match", new { match, newId }), Is.True);
        Assert.That(await organisation.Ask<bool>("select bool_or(is_live) from knowledge_embeddings where item_id = @match", new { match }), Is.False);
        Assert.That(await organisation.Ask<string>(
            "select signal_type || ':' || agent_id || ':' || is_self from quality_signals where knowledge_item_id = @match", new { match }), Is.EqualTo("contradiction:ada:false"));
    }

    [Test]
    public async Task An_update_of_an_item_that_is_gone_only_adds()
    {
        var organisation = await Hive.NewOrganisation();
        var match = await organisation.Admin.Publish();
        var id = await organisation.Admin.Queue();
        await Decide(organisation, id, "UPDATE", match);
        await organisation.Server.Do("update knowledge_items set deleted_at = now() where id = @match", new { match });

        (await organisation.Admin.Approve(id)).Expect(HttpStatusCode.OK);

        Assert.That(await organisation.Ask<bool>("select expired_at is null and superseded_by is null from knowledge_items where id = @match", new { match }), Is.True);
        Assert.That(await organisation.Ask<int>("select count(*)::int from quality_signals where knowledge_item_id = @match", new { match }), Is.Zero);
    }

    [Test]
    public async Task A_flagged_conflict_is_added_without_its_tag_and_noted()
    {
        var organisation = await Hive.NewOrganisation();
        var match = await organisation.Admin.Publish();
        var id = await organisation.Admin.Queue(more: new { tags = new[] { "kept", "conflict_flagged" } });
        await Decide(organisation, id, "FLAGGED_FOR_REVIEW", match);

        var newId = (await organisation.Admin.Approve(id)).Expect(HttpStatusCode.OK).Json.GetProperty("item_id").GetGuid();

        Assert.That(await organisation.Ask<string>("select array_to_string(tags, ',') from knowledge_items where id = @newId", new { newId }), Is.EqualTo("kept"));
        Assert.That(await organisation.Ask<bool>("select expired_at is null from knowledge_items where id = @match", new { match }), Is.True);
        Assert.That(await organisation.Ask<bool>("select is_self from quality_signals where knowledge_item_id = @match", new { match }), Is.True);
    }

    [Test]
    public async Task The_item_of_another_organisation_is_never_touched()
    {
        var (other, organisation) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var match = await other.Admin.Publish(isPublic: true);
        var id = await organisation.Admin.Queue();
        await Decide(organisation, id, "UPDATE", match);

        (await organisation.Admin.Approve(id)).Expect(HttpStatusCode.OK);

        Assert.That(await other.Ask<bool>("select expired_at is null and row_version = 1 from knowledge_items where id = @match", new { match }), Is.True);
    }

    private static Task Decide(Organisation organisation, Guid id, string action, Guid match) => organisation.Server.Do(
        "update pending_contributions set conflict_action = @action, supersedes_item_id = @match where id = @id", new { id, action, match });
}
