using Hivemind.Domain.Knowledge;
using Hivemind.Domain.People;

namespace Hivemind.Application.Knowledge.Items;

/// <summary>Reads items of the commons.</summary>
public interface IKnowledgeItems
{
    /// <summary>The item as stored, if it is not deleted, and public or of the organisation.</summary>
    Task<StoredItem?> Find(Guid id, string orgId, CancellationToken cancellationToken);

    Task<IReadOnlyList<KnowledgeSummary>> List(KnowledgeListing listing, CancellationToken cancellationToken);

    /// <summary>What the score of an item of the organisation is made from; null when there is no such item.</summary>
    Task<ItemSignals?> Signals(Guid id, string orgId, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>An item with everything about it; what the caller may see of it is decided above.</summary>
public sealed record StoredItem(KnowledgeItemView View, string OrgId, string SourceAgentId, bool IsExpired);

/// <summary>Counts by signal type, and the inputs of the quality score.</summary>
public sealed record ItemSignals(IReadOnlyDictionary<string, long> Counts, QualityInputs Inputs, double QualityScore, DateTimeOffset? QualityComputedAt);

/// <summary>One page of a list of items.</summary>
public sealed record KnowledgeListing
{
    public required string OrgId { get; init; }

    public required KnowledgeFilter Filter { get; init; }

    public KnowledgeCategory? Category { get; init; }

    public bool? IsPublic { get; init; }

    public KnowledgeScope Scope { get; init; }

    public KnowledgeSort Sort { get; init; }

    public ListPlace? After { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>How many items to read.</summary>
    public required int Size { get; init; }
}

/// <summary>Whose items a list shows.</summary>
public enum KnowledgeScope
{
    All,
    Own,
    Public,
}

/// <summary>What a list begins with.</summary>
public enum KnowledgeSort
{
    Newest,
    Quality,
    Retrievals,
}

/// <summary>Where a page ended: the value that orders the list, then the id.</summary>
public sealed record ListPlace(long Ticks, double Value, Guid Id);
