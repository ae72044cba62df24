using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.Infrastructure.Knowledge.Contributions;

/// <summary>A decided contribution: the decision, and for an approval what its item holds now.</summary>
internal sealed record DecidedRow
{
    public const string Query =
        """
        select d.contribution_id, d.source_agent_id, d.category, d.confidence, d.submitted_at, d.decision, d.reason_code, d.reason,
               d.decided_by, d.decided_at, d.content_hash, d.knowledge_item_id, d.restorable is not null as is_restorable, d.row_version,
               i.title, i.content, i.framework, i.language, i.version, i.tags, i.run_id
        from contribution_decisions d
        left join knowledge_items i on i.id = d.knowledge_item_id and i.deleted_at is null
        where d.contribution_id = @id and d.org_id = @orgId
        """;

    public Guid ContributionId { get; init; }
    public string SourceAgentId { get; init; } = "";
    public string Category { get; init; } = "";
    public double Confidence { get; init; }
    public DateTimeOffset SubmittedAt { get; init; }
    public string Decision { get; init; } = "";
    public string? ReasonCode { get; init; }
    public string? Reason { get; init; }
    public string DecidedBy { get; init; } = "";
    public DateTimeOffset DecidedAt { get; init; }
    public string ContentHash { get; init; } = "";
    public Guid? KnowledgeItemId { get; init; }
    public bool IsRestorable { get; init; }
    public int RowVersion { get; init; }
    public string? Title { get; init; }
    public string? Content { get; init; }
    public string? Framework { get; init; }
    public string? Language { get; init; }
    public string? Version { get; init; }
    public string[]? Tags { get; init; }
    public string? RunId { get; init; }

    public ContributionView View(string orgId)
    {
        var status = EnumText.Parse<ContributionStatus>(Decision);
        return new()
        {
            Id = ContributionId,
            Status = status,
            Title = Content is null ? null : KnowledgeTitle.Of(Title, Content),
            Content = Content,
            ContentLength = Content is null ? null : Text.Length(Content),
            ContentHash = ContentHash,
            Category = EnumText.Parse<KnowledgeCategory>(Category),
            Confidence = Confidence,
            Framework = Framework,
            Language = Language,
            Version = Version,
            Tags = Tags,
            OrgId = orgId,
            SourceAgentId = SourceAgentId,
            RunId = RunId,
            CreatedAt = SubmittedAt,
            IsSensitiveFlagged = false,
            ConflictAction = null,
            SupersedesItemId = null,
            Similar = [],
            Decision = new(
                status, ReasonCode is null ? null : EnumText.Parse<RejectionReason>(ReasonCode), Reason, DecidedBy, DecidedAt,
                KnowledgeItemId, IsRestorable ? DecidedAt + ContributionDecision.UndoTime : null),
            RowVersion = RowVersion,
        };
    }
}
