using System.Text.Json.Serialization;
using Hivemind.Application.Common;
using Hivemind.Domain.Knowledge;

namespace Hivemind.Application.Knowledge.Items;

/// <summary>An item of the commons, whole. What says who contributed and approved it is shown to its own organisation alone.</summary>
public sealed record KnowledgeItemView : IVersioned, IOwned
{
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public required string Content { get; init; }

    public required KnowledgeCategory Category { get; init; }

    public required double Confidence { get; init; }

    public string? Framework { get; init; }

    public string? Language { get; init; }

    public string? Version { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The organisation that owns the item.</summary>
    public required string OrgAttribution { get; init; }

    public required DateTimeOffset ContributedAt { get; init; }

    /// <summary>True when the text is the one that was approved; absent when it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IntegrityVerified { get; init; }

    /// <summary>Present when the text is not the one that was approved.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IntegrityWarning { get; init; }

    public required string ContentHash { get; init; }

    public required bool IsPublic { get; init; }

    public required bool IsCurrent { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public required DateTimeOffset ApprovedAt { get; init; }

    public required double QualityScore { get; init; }

    public required int RetrievalCount { get; init; }

    public required int HelpfulCount { get; init; }

    public required int NotHelpfulCount { get; init; }

    public DateTimeOffset? ValidAt { get; init; }

    public DateTimeOffset? InvalidAt { get; init; }

    public DateTimeOffset? ExpiredAt { get; init; }

    public Guid? SupersededBy { get; init; }

    public IReadOnlyList<Guid>? SourceItemIds { get; init; }

    [OwnOnly]
    public string? SourceAgentId { get; init; }

    [OwnOnly]
    public string? RunId { get; init; }

    [OwnOnly]
    public Guid? ContributionId { get; init; }

    [OwnOnly]
    public string? ApprovedBy { get; init; }

    [OwnOnly]
    public string? EditedBy { get; init; }

    [JsonIgnore]
    public bool IsOwn { get; init; }

    [JsonIgnore]
    public int RowVersion { get; init; }
}

/// <summary>An item as lists show it: the beginning of its text instead of the whole.</summary>
public sealed record KnowledgeSummary(
    Guid Id, string Title, string ContentPreview, KnowledgeCategory Category, double Confidence, string? Framework, string? Language, string? Version,
    IReadOnlyList<string>? Tags, string OrgAttribution, DateTimeOffset ContributedAt, string ContentHash, bool IsPublic, bool IsCurrent,
    DateTimeOffset SubmittedAt, DateTimeOffset ApprovedAt, double QualityScore, int RetrievalCount, int HelpfulCount, int NotHelpfulCount,
    DateTimeOffset? ValidAt, DateTimeOffset? InvalidAt, DateTimeOffset? ExpiredAt, Guid? SupersededBy, IReadOnlyList<Guid>? SourceItemIds);
