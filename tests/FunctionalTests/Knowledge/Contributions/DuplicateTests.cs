using System.Net;

namespace Hivemind.FunctionalTests.Knowledge.Contributions;

[Parallelizable(ParallelScope.All)]
public sealed class DuplicateTests
{
    // Long enough that one changed word leaves more than 95 % of the words the same.
    private static string LongText()
    {
        var text = Contribute.Text();
        return $"{text} {string.Join(' ', Enumerable.Range(1, 150).Select(i => $"{text.Split(' ')[1]}step{i}"))}";
    }

    [Test]
    public async Task An_equal_text_of_the_organisation_adds_nothing()
    {
        var organisation = await Hive.NewOrganisation();
        var text = Contribute.Text();
        var itemId = await organisation.Admin.Publish(text);

        var answer = (await organisation.Admin.Offer(text)).Expect(HttpStatusCode.OK);

        Assert.That(answer.Json.GetProperty("status").GetString(), Is.EqualTo("duplicate_detected"));
        Assert.That(answer.Json.GetProperty("duplicate_of").GetGuid(), Is.EqualTo(itemId));
        Assert.That(answer.Json.GetProperty("contribution_id").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That(await organisation.Ask<int>("select count(*)::int from pending_contributions where org_id = @Id", new { organisation.Id }), Is.Zero);
    }

    [Test]
    public async Task A_nearly_equal_text_of_the_same_version_adds_nothing()
    {
        var organisation = await Hive.NewOrganisation();
        var text = LongText();
        var itemId = await organisation.Admin.Publish(text, more: new { version = "2" });

        var answer = (await organisation.Admin.Offer(text + " indeed", more: new { version = "2" })).Expect(HttpStatusCode.OK);

        Assert.That(answer.Json.GetProperty("duplicate_of").GetGuid(), Is.EqualTo(itemId), answer.Text);
    }

    [Test]
    public async Task A_nearly_equal_text_of_another_version_forks_when_it_is_approved_and_not_before()
    {
        var organisation = await Hive.NewOrganisation();
        var text = LongText();
        var itemId = await organisation.Admin.Publish(text, more: new { version = "1" });

        var id = await organisation.Admin.Queue(text + " indeed", more: new { version = "2" });

        Assert.That(await organisation.Ask<string>("select conflict_action || ':' || supersedes_item_id from pending_contributions where id = @id", new { id }),
            Is.EqualTo($"VERSION_FORK:{itemId}"));
        Assert.That(await organisation.Ask<bool>("select invalid_at is null from knowledge_items where id = @itemId", new { itemId }), Is.True);

        var newId = (await organisation.Admin.Approve(id)).Expect(HttpStatusCode.OK).Json.GetProperty("item_id").GetGuid();

        Assert.That(await organisation.Ask<bool>(
            """
            select old.invalid_at = new.valid_at and new.valid_at = new.approved_at and old.expired_at is null
            from knowledge_items old, knowledge_items new
            where old.id = @itemId and new.id = @newId
            """, new { itemId, newId }), Is.True);
        Assert.That(await organisation.Ask<bool>("select bool_and(is_live) from knowledge_embeddings where item_id = @itemId", new { itemId }), Is.True);
    }

    [Test]
    public async Task A_rejected_fork_changes_nothing()
    {
        var organisation = await Hive.NewOrganisation();
        var text = LongText();
        var itemId = await organisation.Admin.Publish(text, more: new { version = "1" });
        var id = await organisation.Admin.Queue(text + " indeed", more: new { version = "2" });

        (await organisation.Admin.Reject(id)).Expect(HttpStatusCode.OK);

        Assert.That(await organisation.Ask<bool>("select invalid_at is null and row_version = 1 from knowledge_items where id = @itemId", new { itemId }), Is.True);
    }

    [Test]
    public async Task A_public_text_of_another_organisation_is_a_duplicate_but_never_forked()
    {
        var (other, organisation) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var text = LongText();
        var itemId = await other.Admin.Publish(text, isPublic: true, more: new { version = "1" });

        var same = (await organisation.Admin.Offer(text + " indeed", more: new { version = "1" })).Expect(HttpStatusCode.OK);
        var id = await organisation.Admin.Queue(text + " indeed", more: new { version = "2" });
        var newId = (await organisation.Admin.Approve(id)).Expect(HttpStatusCode.OK).Json.GetProperty("item_id").GetGuid();

        Assert.That(same.Json.GetProperty("duplicate_of").GetGuid(), Is.EqualTo(itemId), same.Text);
        Assert.That(await organisation.Ask<bool>("select invalid_at is null and row_version = 1 from knowledge_items where id = @itemId", new { itemId }), Is.True);
        Assert.That(await organisation.Ask<bool>("select valid_at is null from knowledge_items where id = @newId", new { newId }), Is.True);
    }

    [Test]
    public async Task A_private_text_of_another_organisation_is_invisible()
    {
        var (other, organisation) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var text = Contribute.Text();
        await other.Admin.Publish(text);

        await organisation.Admin.Queue(text);
    }

    [Test]
    public async Task An_item_that_was_superseded_or_deleted_is_no_duplicate()
    {
        var organisation = await Hive.NewOrganisation();
        var text = Contribute.Text();
        var itemId = await organisation.Admin.Publish(text);
        await organisation.Server.Do(
            "update knowledge_items set expired_at = now() where id = @itemId; update knowledge_embeddings set is_live = false where item_id = @itemId", new { itemId });

        await organisation.Admin.Queue(text);
    }
}
