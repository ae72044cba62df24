using Hivemind.Application.Knowledge.Items;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;

namespace Hivemind.Infrastructure.Knowledge.Items;

/// <summary>An item as it is read; its properties are set by name, because Dapper gives arrays to no constructor.</summary>
internal sealed record ItemRow
{
    /// <summary>Wants the parameters preview, the length of content to read, and now.</summary>
    public const string Columns =
        """
        id, org_id, source_agent_id, run_id, title, left(content, @preview) as content, content_hash, category, confidence, framework, language,
        version, tags, contribution_id, submitted_at, contributed_at, approved_at, approved_by, edited_by, is_public, quality_score,
        retrieval_count, helpful_count, not_helpful_count, valid_at, invalid_at, expired_at, superseded_by, source_item_ids, row_version,
        expired_at is null and (invalid_at is null or invalid_at > @now) as is_current
        """;

    public Guid Id { get; init; }
    public string OrgId { get; init; } = "";
    public string SourceAgentId { get; init; } = "";
    public string? RunId { get; init; }
    public string? Title { get; init; }
    public string Content { get; init; } = "";
    public string ContentHash { get; init; } = "";
    public string Category { get; init; } = "";
    public double Confidence { get; init; }
    public string? Framework { get; init; }
    public string? Language { get; init; }
    public string? Version { get; init; }
    public string[]? Tags { get; init; }
    public Guid? ContributionId { get; init; }
    public DateTimeOffset SubmittedAt { get; init; }
    public DateTimeOffset ContributedAt { get; init; }
    public DateTimeOffset ApprovedAt { get; init; }
    public string ApprovedBy { get; init; } = "";
    public string? EditedBy { get; init; }
    public bool IsPublic { get; init; }
    public double QualityScore { get; init; }
    public int RetrievalCount { get; init; }
    public int HelpfulCount { get; init; }
    public int NotHelpfulCount { get; init; }
    public DateTimeOffset? ValidAt { get; init; }
    public DateTimeOffset? InvalidAt { get; init; }
    public DateTimeOffset? ExpiredAt { get; init; }
    public Guid? SupersededBy { get; init; }
    public Guid[]? SourceItemIds { get; init; }
    public int RowVersion { get; init; }
    public bool IsCurrent { get; init; }

    private KnowledgeCategory Kind => EnumText.Parse<KnowledgeCategory>(Category);

    public KnowledgeSummary Summary() => new(
        Id, KnowledgeTitle.Of(Title, Content), Content, Kind, Confidence, Framework, Language, Version, Tags, OrgId, ContributedAt, ContentHash,
        IsPublic, IsCurrent, SubmittedAt, ApprovedAt, QualityScore, RetrievalCount, HelpfulCount, NotHelpfulCount, ValidAt, InvalidAt, ExpiredAt,
        SupersededBy, SourceItemIds);

    public StoredItem Item() => new(
        new KnowledgeItemView
        {
            Id = Id,
            Title = KnowledgeTitle.Of(Title, Content),
            Content = Content,
            Category = Kind,
            Confidence = Confidence,
            Framework = Framework,
            Language = Language,
            Version = Version,
            Tags = Tags,
            OrgAttribution = OrgId,
            ContributedAt = ContributedAt,
            ContentHash = ContentHash,
            IsPublic = IsPublic,
            IsCurrent = IsCurrent,
            SubmittedAt = SubmittedAt,
            ApprovedAt = ApprovedAt,
            QualityScore = QualityScore,
            RetrievalCount = RetrievalCount,
            HelpfulCount = HelpfulCount,
            NotHelpfulCount = NotHelpfulCount,
            ValidAt = ValidAt,
            InvalidAt = InvalidAt,
            ExpiredAt = ExpiredAt,
            SupersededBy = SupersededBy,
            SourceItemIds = SourceItemIds,
            SourceAgentId = SourceAgentId,
            RunId = RunId,
            ContributionId = ContributionId,
            ApprovedBy = ApprovedBy,
            EditedBy = EditedBy,
            RowVersion = RowVersion,
        },
        OrgId, SourceAgentId, ExpiredAt is not null);
}
