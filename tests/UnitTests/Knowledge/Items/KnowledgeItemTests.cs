using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Items;

namespace Hivemind.UnitTests.Knowledge.Items;

[Parallelizable(ParallelScope.All)]
public sealed class KnowledgeItemTests
{
    [Test]
    public void Showing_what_is_shown_already_is_no_change()
    {
        var item = Item() with { IsPublic = true };

        Assert.That(item.Show(isPublic: true), Is.SameAs(item));
        Assert.That(item.Show(isPublic: false).IsPublic, Is.False);
    }

    [Test]
    public void What_is_superseded_cannot_be_published_but_can_be_hidden()
    {
        var item = Item() with { IsExpired = true, IsPublic = true };

        Assert.That(() => item.Show(isPublic: true), Throws.TypeOf<RuleException>().With.Property("Code").EqualTo(ErrorCode.InvalidState));
        Assert.That(item.Show(isPublic: false).IsPublic, Is.False);
    }

    [Test]
    public void Only_its_contributor_or_an_admin_deletes_an_item()
    {
        var item = Item();

        Assert.That(() => item.RequireDeletableBy("ada", isAdmin: false), Throws.Nothing);
        Assert.That(() => item.RequireDeletableBy("bob", isAdmin: true), Throws.Nothing);
        Assert.That(() => item.RequireDeletableBy("bob", isAdmin: false), Throws.TypeOf<RuleException>().With.Property("Code").EqualTo(ErrorCode.Forbidden));
    }

    private static KnowledgeItem Item() => new()
    {
        Id = Guid.Empty,
        OrgId = "org",
        SourceAgentId = "ada",
        ShownTitle = "Title",
        Category = KnowledgeCategory.General,
    };
}
