using System.Text.Json.Serialization;
using Hivemind.Application.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>A contribution as a reviewer, or its contributor, sees it. The text of a rejected one is gone.</summary>
public sealed record ContributionView : IVersioned
{
    public required Guid Id { get; init; }
    public required ContributionStatus Status { get; init; }
    public required string? Title { get; init; }
    public required string? Content { get; init; }
    public required int? ContentLength { get; init; }
    public required string ContentHash { get; init; }
    public required KnowledgeCategory Category { get; init; }
    public required double Confidence { get; init; }
    public required string? Framework { get; init; }
    public required string? Language { get; init; }
    public required string? Version { get; init; }
    public required IReadOnlyList<string>? Tags { get; init; }
    public required string OrgId { get; init; }
    public required string SourceAgentId { get; init; }
    public required string? RunId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required bool IsSensitiveFlagged { get; init; }
    public required PendingConflict? ConflictAction { get; init; }
    public required Guid? SupersedesItemId { get; init; }
    public required IReadOnlyList<SimilarEntry> Similar { get; init; }
    public required DecisionView? Decision { get; init; }
    public required int RowVersion { get; init; }

    /// <summary>A first guess at how promising it is, 0 to 100; null once decided.</summary>
    public int? PrescreenScore => ContentLength is { } length && Status is ContributionStatus.Pending
        ? Prescreen.Score(Confidence, IsSensitiveFlagged, length)
        : null;

    public PrescreenBand? PrescreenBand => PrescreenScore is { } score ? Prescreen.Band(score) : null;
}

/// <summary>Something that says much the same: an item, or another contribution in the queue.</summary>
/// <param name="Content">The whole text: comparing it in a review is no retrieval.</param>
/// <param name="Similarity">Percent.</param>
public sealed record SimilarEntry(Guid Id, SimilarKind Kind, string Title, string Content, double Similarity)
{
    /// <summary>From this similarity on, in percent, an entry is marked as a likely duplicate.</summary>
    public const double LikelyFrom = 80;

    public bool LikelyDuplicate => Similarity >= LikelyFrom;
}

/// <summary>What approving a contribution will do to the item that it concerns; null adds beside it.</summary>
public enum PendingConflict
{
    [JsonStringEnumMemberName("UPDATE")]
    Update,

    [JsonStringEnumMemberName("VERSION_FORK")]
    VersionFork,

    [JsonStringEnumMemberName("FLAGGED_FOR_REVIEW")]
    FlaggedForReview,
}

/// <summary>What a similar entry is.</summary>
public enum SimilarKind
{
    Item,
    Pending,
}

/// <summary>How a contribution was decided. A rejection can be undone until the given instant.</summary>
public sealed record DecisionView(
    ContributionStatus Decision, RejectionReason? ReasonCode, string? Reason, string DecidedBy, DateTimeOffset DecidedAt,
    Guid? KnowledgeItemId, DateTimeOffset? UndoUntil);

/// <summary>A contribution in the review queue. Its content is cut to 500 characters.</summary>
public sealed record PendingSummary
{
    public const int PreviewLength = 500;

    public required Guid Id { get; init; }
    public required string Title { get; init; }
    public required string Content { get; init; }
    public required KnowledgeCategory Category { get; init; }
    public required string SourceAgentId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string ContentHash { get; init; }
    public required int ContentLength { get; init; }
    public required double Confidence { get; init; }
    public required IReadOnlyList<string>? Tags { get; init; }
    public required bool IsSensitiveFlagged { get; init; }
    public required PendingConflict? ConflictAction { get; init; }
}

/// <summary>One of the caller's own contributions and what became of it.</summary>
/// <param name="ContentPreview">The first 200 characters; null when the text is gone.</param>
/// <param name="ContributedAt">When the item entered the commons; until then, when it was submitted.</param>
public sealed record OwnContribution(
    Guid Id, ContributionStatus Status, string? ContentPreview, KnowledgeCategory Category, double Confidence, DateTimeOffset ContributedAt,
    bool IsPublic, RejectionReason? ReasonCode, string? Reason, DateTimeOffset? DecidedAt, Guid? KnowledgeItemId)
{
    public const int PreviewLength = 200;
}

/// <summary>A list of own contributions with their number.</summary>
public sealed record OwnContributionList(IReadOnlyList<OwnContribution> Items, long Total, string? NextCursor);
