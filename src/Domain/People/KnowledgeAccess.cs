using Hivemind.Domain.Knowledge;

namespace Hivemind.Domain.People;

/// <summary>What a principal may do with a piece of knowledge.</summary>
public enum KnowledgeRight
{
    Read,
    Write,
    Review,
    Manage,
}

/// <summary>One policy row: an exact object and one action, where the action <c>none</c> denies everything at its level.</summary>
public sealed record Policy(string Target, string Action);

/// <summary>
/// The rights of one principal on knowledge. The role decides, unless policies do: the most specific level that has a row
/// (item, then category, then the namespace of the owning organisation) decides alone. Admins are not narrowed.
/// </summary>
public sealed class KnowledgeAccess(bool isAdmin, IReadOnlyList<Policy> policies)
{
    private readonly ILookup<string, string> _actions = policies.ToLookup(policy => policy.Target, policy => policy.Action);

    public bool May(KnowledgeRight right, string ownerOrgId, KnowledgeCategory category, Guid? itemId = null)
    {
        if (isAdmin)
            return true;

        List<string> levels = [$"category:{KnowledgeCategories.ToText(category)}", $"namespace:{ownerOrgId}"];
        if (itemId is { } id)
            levels.Insert(0, $"item:{id}");

        var deciding = levels.FirstOrDefault(level => _actions[level].Any());
        return deciding is null ? right is not KnowledgeRight.Manage : Grants(deciding, right);
    }

    /// <summary>The same rule in the form a query needs, for lists; <see cref="KnowledgeFilter.Everything"/> for most callers.</summary>
    public KnowledgeFilter Filter(KnowledgeRight right)
    {
        if (right is KnowledgeRight.Manage)
            throw new ArgumentOutOfRangeException(nameof(right), right, "Nothing is managed by list.");

        if (isAdmin || policies.Count == 0)
            return KnowledgeFilter.Everything;

        var items = _actions.Where(group => group.Key.StartsWith("item:", StringComparison.Ordinal)).ToList();
        var categories = _actions.Where(group => group.Key.StartsWith("category:", StringComparison.Ordinal)).ToList();
        var namespaces = _actions.Where(group => group.Key.StartsWith("namespace:", StringComparison.Ordinal)).ToList();

        return new KnowledgeFilter(
            [.. items.Where(group => Grants(group.Key, right)).Select(ItemId).OfType<Guid>()],
            [.. items.Where(group => !Grants(group.Key, right)).Select(ItemId).OfType<Guid>()],
            [.. categories.Where(group => Grants(group.Key, right)).Select(Name)],
            [.. categories.Where(group => !Grants(group.Key, right)).Select(Name)],
            [.. namespaces.Where(group => !Grants(group.Key, right)).Select(Name)]);
    }

    private bool Grants(string level, KnowledgeRight right)
    {
        var actions = _actions[level];
        return !actions.Contains("none") && actions.Contains(right.ToString().ToLowerInvariant());
    }

    private static string Name(IGrouping<string, string> group) => group.Key[(group.Key.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static Guid? ItemId(IGrouping<string, string> group) => Guid.TryParse(Name(group), out var id) ? id : null;
}

/// <summary>Rows pass when: their item is allowed; or it is not denied and their category is allowed; or neither level names them and their namespace is not denied.</summary>
public sealed record KnowledgeFilter(
    Guid[] AllowedItems, Guid[] DeniedItems, string[] AllowedCategories, string[] DeniedCategories, string[] DeniedNamespaces)
{
    public static readonly KnowledgeFilter Everything = new([], [], [], [], []);

    public bool IsEverything => ReferenceEquals(this, Everything);
}
