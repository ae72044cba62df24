using System.Text.Json.Serialization;
using Hivemind.Domain.Knowledge;

namespace Hivemind.Application.Knowledge.Search;

/// <summary>One item of the commons that answers a search, without its text: fetch it to read and to vote.</summary>
/// <param name="OrgAttribution">The organisation that owns the item.</param>
/// <param name="RelevanceScore">0 to 1; comparable within one answer.</param>
public sealed record SearchHit(
    Guid Id, string Title, KnowledgeCategory Category, double Confidence, string OrgAttribution, double RelevanceScore,
    bool IsPublic, bool IsCurrent, string? Version, double QualityScore);

/// <summary>A page of a search.</summary>
/// <param name="TotalFound">How many items the search ranked, over all pages.</param>
public sealed record SearchResults(IReadOnlyList<SearchHit> Results, int TotalFound, string? NextCursor)
{
    /// <summary>What the answer had to do without; "vector" when no vector of the query could be made.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Degraded { get; init; }
}
