using System.Diagnostics.CodeAnalysis;
using Hivemind.Domain.Common;

namespace Hivemind.Domain.Knowledge;

/// <summary>What kind of thing was learnt. The set is closed: rights and auto-approval are given per category.</summary>
public enum KnowledgeCategory
{
    BugFix,
    Config,
    DomainExpertise,
    Workaround,
    PricingData,
    RegulatoryRule,
    Tooling,
    ReasoningTrace,
    FailedApproach,
    VersionWorkaround,
    General,
}

/// <summary>The snake_case texts of the categories, as stored and as sent.</summary>
public static class KnowledgeCategories
{
    private static readonly Dictionary<KnowledgeCategory, string> Texts =
        Enum.GetValues<KnowledgeCategory>().ToDictionary(category => category, category => SnakeCase.Of(category.ToString()));

    private static readonly Dictionary<string, KnowledgeCategory> ByText =
        Texts.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Every category, in the order of the specification.</summary>
    public static IReadOnlyList<KnowledgeCategory> All { get; } = Enum.GetValues<KnowledgeCategory>();

    public static string ToText(KnowledgeCategory category) => Texts[category];

    /// <summary>Knows exactly the texts of <see cref="ToText"/>; other casing is refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out KnowledgeCategory category)
    {
        category = default;
        return text is not null && ByText.TryGetValue(text, out category);
    }
}
