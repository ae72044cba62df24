using Hivemind.Application.Knowledge.Items;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Items;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Knowledge.Items;

internal sealed class KnowledgeItemRepository(DbSession session) : IKnowledgeItemRepository
{
    public async Task<KnowledgeItem?> Find(Guid id, string orgId, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<Row>(
            """
            select id, org_id, source_agent_id, contribution_id, title, left(content, 80) as beginning, category, is_public,
                expired_at is not null as is_expired, row_version
            from knowledge_items
            where id = @id and org_id = @orgId and deleted_at is null
            for no key update
            """, new { id, orgId }, cancellationToken);

        return row is null ? null : new KnowledgeItem
        {
            Id = row.Id,
            OrgId = row.OrgId,
            SourceAgentId = row.SourceAgentId,
            ContributionId = row.ContributionId,
            ShownTitle = KnowledgeTitle.Of(row.Title, row.Beginning),
            Category = EnumText.Parse<KnowledgeCategory>(row.Category),
            IsPublic = row.IsPublic,
            IsExpired = row.IsExpired,
            RowVersion = row.RowVersion,
        };
    }

    public Task SaveVisibility(KnowledgeItem item, CancellationToken cancellationToken) =>
        session.Execute(
            """
            update knowledge_items
            set is_public = @IsPublic, row_version = row_version + 1
            where id = @Id
            """, new { item.Id, item.IsPublic }, cancellationToken);

    // "@>" with each source goes through the index over source_item_ids.
    public Task<int> Delete(KnowledgeItem item, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.Execute(
            """
            with recursive gone (id) as (
                select @Id::uuid
                union
                select derived.id
                from gone
                join knowledge_items derived on derived.source_item_ids @> array[gone.id]
                where derived.org_id = @OrgId and derived.deleted_at is null
            ),
            locked as materialized (
                select id
                from knowledge_items
                where id in (select id from gone) and deleted_at is null
                order by id
                for no key update
            )
            update knowledge_items
            set deleted_at = @now, row_version = row_version + 1
            where id in (select id from locked)
            """, new { item.Id, item.OrgId, now }, cancellationToken);

    private sealed record Row(
        Guid Id, string OrgId, string SourceAgentId, Guid? ContributionId, string? Title, string Beginning, string Category, bool IsPublic,
        bool IsExpired, int RowVersion);
}
