using Hivemind.Domain.Knowledge;
using Hivemind.Domain.People;

namespace Hivemind.UnitTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class KnowledgeAccessTests
{
    private static readonly Guid Item = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);
    private static readonly Guid Other = Guid.CreateVersion7(DateTimeOffset.UnixEpoch);
    private static readonly string[] Actions = ["read", "write", "review", "manage", "none"];

    [TestCase(KnowledgeRight.Read, ExpectedResult = true)]
    [TestCase(KnowledgeRight.Write, ExpectedResult = true)]
    [TestCase(KnowledgeRight.Review, ExpectedResult = true)]
    [TestCase(KnowledgeRight.Manage, ExpectedResult = false)]
    public bool Without_policies_a_contributor_may_all_but_manage(KnowledgeRight right) =>
        Of().May(right, "acme", KnowledgeCategory.BugFix, Item);

    [Test]
    public void An_admin_is_not_narrowed()
    {
        var access = new KnowledgeAccess(isAdmin: true, [new("namespace:acme", "none"), new($"item:{Item}", "none")]);

        Assert.That(Enum.GetValues<KnowledgeRight>(), Has.All.Matches<KnowledgeRight>(right => access.May(right, "acme", KnowledgeCategory.BugFix, Item)));
    }

    [Test]
    public void A_level_with_a_row_grants_only_what_it_names()
    {
        var access = Of(("namespace:acme", "read"));

        Assert.That(access.May(KnowledgeRight.Read, "acme", KnowledgeCategory.BugFix), Is.True);
        Assert.That(access.May(KnowledgeRight.Write, "acme", KnowledgeCategory.BugFix), Is.False);
        Assert.That(access.May(KnowledgeRight.Review, "acme", KnowledgeCategory.BugFix), Is.False);
    }

    [Test]
    public void Manage_can_be_granted()
    {
        Assert.That(Of(("namespace:acme", "manage")).May(KnowledgeRight.Manage, "acme", KnowledgeCategory.BugFix), Is.True);
    }

    [Test]
    public void The_item_decides_before_its_category_and_that_before_the_namespace()
    {
        var access = Of(($"item:{Item}", "read"), ("category:bug_fix", "none"), ("namespace:acme", "read"));

        Assert.That(access.May(KnowledgeRight.Read, "acme", KnowledgeCategory.BugFix, Item), Is.True, "the item's row");
        Assert.That(access.May(KnowledgeRight.Write, "acme", KnowledgeCategory.BugFix, Item), Is.False, "the item's row alone");
        Assert.That(access.May(KnowledgeRight.Read, "acme", KnowledgeCategory.BugFix, Other), Is.False, "the category's row");
        Assert.That(access.May(KnowledgeRight.Read, "acme", KnowledgeCategory.Config, Other), Is.True, "the namespace's row");
    }

    [Test]
    public void One_none_denies_everything_at_its_level()
    {
        var access = Of(("category:bug_fix", "read"), ("category:bug_fix", "none"));

        Assert.That(access.May(KnowledgeRight.Read, "acme", KnowledgeCategory.BugFix), Is.False);
    }

    [Test]
    public void A_namespace_speaks_only_of_its_own_organisation()
    {
        var access = Of(("namespace:acme", "none"));

        Assert.That(access.May(KnowledgeRight.Read, "acme", KnowledgeCategory.BugFix), Is.False);
        Assert.That(access.May(KnowledgeRight.Read, "other", KnowledgeCategory.BugFix), Is.True);
    }

    [Test]
    public void Without_policies_a_list_needs_no_filter()
    {
        Assert.That(Of().Filter(KnowledgeRight.Read).IsEverything, Is.True);
        Assert.That(new KnowledgeAccess(true, [new("namespace:acme", "none")]).Filter(KnowledgeRight.Review).IsEverything, Is.True);
    }

    [Test]
    public void A_list_shows_exactly_what_may_be_fetched_one_by_one([Range(0, 199)] int seed)
    {
        var random = new Random(seed);
        string[] targets = [$"item:{Item}", "category:bug_fix", "category:config", "namespace:acme", "namespace:other"];
        var access = Of([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => (targets[random.Next(targets.Length)], Actions[random.Next(Actions.Length)]))]);

        var cases =
            from right in new[] { KnowledgeRight.Read, KnowledgeRight.Write, KnowledgeRight.Review }
            from owner in new[] { "acme", "other" }
            from category in new[] { KnowledgeCategory.BugFix, KnowledgeCategory.Config, KnowledgeCategory.General }
            from item in new[] { Item, Other }
            select (right, owner, category, item);

        foreach (var (right, owner, category, item) in cases)
            Assert.That(Passes(access.Filter(right), owner, category, item), Is.EqualTo(access.May(right, owner, category, item)), $"{right} {owner} {category}");
    }

    private static KnowledgeAccess Of(params (string Target, string Action)[] policies) =>
        new(isAdmin: false, [.. policies.Select(policy => new Policy(policy.Target, policy.Action))]);

    // The words of KnowledgeFilter's summary, as a query would say them.
    private static bool Passes(KnowledgeFilter filter, string owner, KnowledgeCategory category, Guid item)
    {
        var name = KnowledgeCategories.ToText(category);
        return filter.AllowedItems.Contains(item)
            || (!filter.DeniedItems.Contains(item) && (filter.AllowedCategories.Contains(name)
                || (!filter.DeniedCategories.Contains(name) && !filter.DeniedNamespaces.Contains(owner))));
    }
}
