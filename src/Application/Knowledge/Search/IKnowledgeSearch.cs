using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Search;
using Hivemind.Domain.People;

namespace Hivemind.Application.Knowledge.Search;

/// <summary>Finds the items worth ranking, in one round trip: those nearest in meaning and those richest in the query's words.</summary>
public interface IKnowledgeSearch
{
    Task<FoundKnowledge> Find(KnowledgeNeed need, CancellationToken cancellationToken);
}

/// <summary>What is looked for, in which part of the commons.</summary>
public sealed record KnowledgeNeed
{
    public required string OrgId { get; init; }

    public required string Query { get; init; }

    /// <summary>Null searches by words alone.</summary>
    public float[]? Vector { get; init; }

    public KnowledgeCategory? Category { get; init; }

    /// <summary>What the caller's policies let through.</summary>
    public required KnowledgeFilter Filter { get; init; }

    /// <summary>The instant for which facts must hold, as far as they were known then; null is now.</summary>
    public DateTimeOffset? AtTime { get; init; }

    public string? Version { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>How many items each leg proposes.</summary>
    public required int Depth { get; init; }
}

/// <summary>The proposals of both legs, each with both scores.</summary>
/// <param name="WordsBound">What the score of words cannot exceed for this query.</param>
public sealed record FoundKnowledge(IReadOnlyList<FoundItem> Items, double WordsBound);

/// <summary>A proposed item with what its entry in the answer shows.</summary>
public sealed record FoundItem(
    SearchCandidate Facts, string Title, KnowledgeCategory Category, double Confidence, string OrgId, string SourceAgentId, bool IsCurrent, string? Version);
