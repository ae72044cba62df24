using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.Infrastructure.Knowledge.Contributions;

/// <summary>One of a principal's contributions: in the queue, or decided, with the state of its item.</summary>
internal sealed record OwnRow(
    Guid Id, string Status, string? ContentPreview, string Category, double Confidence, DateTimeOffset SubmittedAt, DateTimeOffset ContributedAt,
    bool IsPublic, string? ReasonCode, string? Reason, DateTimeOffset? DecidedAt, Guid? KnowledgeItemId)
{
    private const string Own =
        """
        from (
            select id, 'pending' as status, left(content, 200) as content_preview, category, confidence, created_at as submitted_at,
                   created_at as contributed_at, false as is_public, null::text as reason_code, null::text as reason,
                   null::timestamptz as decided_at, null::uuid as knowledge_item_id
            from pending_contributions
            where org_id = @OrgId and source_agent_id = @SourceAgentId
            union all
            select d.contribution_id, d.decision, left(i.content, 200), d.category, d.confidence, d.submitted_at,
                   coalesce(i.contributed_at, d.submitted_at), coalesce(i.is_public, false), d.reason_code, d.reason,
                   d.decided_at, d.knowledge_item_id
            from contribution_decisions d
            left join knowledge_items i on i.id = d.knowledge_item_id and i.deleted_at is null
            where d.org_id = @OrgId and d.source_agent_id = @SourceAgentId
        ) own
        where (@Status::text is null or status = @Status)
          and (@Category::text is null or category = @Category)
        """;

    public const string CountQuery = $"select count(*) {Own}";

    public const string ListQuery =
        $"""
        select id, status, content_preview, category, confidence, submitted_at, contributed_at, is_public, reason_code, reason,
               decided_at, knowledge_item_id
        {Own}
          and (@AfterId::uuid is null or (submitted_at, id) < (@AfterTime::timestamptz, @AfterId::uuid))
        order by submitted_at desc, id desc
        limit @Take
        """;

    public OwnContribution View() => new(
        Id, EnumText.Parse<ContributionStatus>(Status), ContentPreview, EnumText.Parse<KnowledgeCategory>(Category), Confidence, ContributedAt,
        IsPublic, ReasonCode is null ? null : EnumText.Parse<RejectionReason>(ReasonCode), Reason, DecidedAt, KnowledgeItemId);
}
