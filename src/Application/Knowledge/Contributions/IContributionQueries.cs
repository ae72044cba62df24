using Hivemind.Application.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;
using Hivemind.Domain.People;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>Contributions to read, outside of any transaction.</summary>
public interface IContributionQueries
{
    /// <summary>A contribution that still awaits review, and whether its vectors were kept with it.</summary>
    Task<(PendingContribution Contribution, bool HasVectors)?> FindPending(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>A contribution in any state, without similar entries.</summary>
    Task<ContributionView?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>The vectors kept with a pending contribution; empty when there are none.</summary>
    Task<IReadOnlyList<float[]>> Vectors(Guid id, CancellationToken cancellationToken);

    /// <summary>The nearest live items that the caller may read, own or public, and pending contributions of the organisation with the same text.</summary>
    Task<IReadOnlyList<SimilarEntry>> Similar(
        ContributionView contribution, IReadOnlyList<float[]> vectors, double maxDistance, KnowledgeFilter readable, CancellationToken cancellationToken);

    Task<OffsetList<PendingSummary>> List(PendingPage page, KnowledgeFilter visible, CancellationToken cancellationToken);

    Task<OwnContributionList> ListOwn(OwnPage page, CancellationToken cancellationToken);

    /// <summary>Whether the organisation wants a second reviewer, and whether the reviewer made a key of the contributing agent.</summary>
    Task<(bool IsWanted, bool MadeTheKey)> SecondReviewer(string orgId, string agentId, string reviewer, CancellationToken cancellationToken);
}

/// <summary>Which part of the review queue is asked for.</summary>
public sealed record PendingPage(string OrgId, KnowledgeCategory? Category, int Limit, int Offset, string? Cursor)
{
    public Cursor? After => Common.Cursor.Decode(Cursor, Query);

    public string Next(DateTimeOffset time, Guid id) => new Cursor(time, id).Encode(Query);

    private object?[] Query => ["contributions", OrgId, Category];
}

/// <summary>Which of the own contributions are asked for; no status means all.</summary>
public sealed record OwnPage(string OrgId, string SourceAgentId, ContributionStatus? Status, KnowledgeCategory? Category, int Limit, string? Cursor)
{
    public Cursor? After => Common.Cursor.Decode(Cursor, Query);

    public string Next(DateTimeOffset time, Guid id) => new Cursor(time, id).Encode(Query);

    private object?[] Query => ["contributions/mine", OrgId, SourceAgentId, Status, Category];
}
