using Hivemind.Application.Embeddings;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Knowledge.Search;

namespace Hivemind.Infrastructure.Knowledge.Contributions;

internal sealed class KnowledgeRepository(DbSession session) : IKnowledgeRepository
{
    public async Task<Guid?> Insert(NewKnowledgeItem item, CancellationToken cancellationToken)
    {
        if (await TryInsert(item, cancellationToken))
            return null;

        // Waiting for the other insert took a while, so this statement sees it, unless it was retired at once.
        var existing = await session.FindOne<Guid?>(
            """
            select id
            from knowledge_items
            where org_id = @OrgId and content_hash = @ContentHash and deleted_at is null and expired_at is null
            """, new { item.Source.OrgId, item.Source.ContentHash }, cancellationToken);

        return existing ?? throw new HivemindException(ErrorCode.Conflict, "An item with this text has just changed. Try again.");
    }

    public async Task SetVectors(NewKnowledgeItem item, IReadOnlyList<TextEmbedding>? vectors, CancellationToken cancellationToken)
    {
        var (id, orgId, contributionId) = (item.Id, item.Source.OrgId, item.Source.Id);
        if (vectors is null)
        {
            await session.Execute(
                """
                with kept as (delete from pending_embeddings where contribution_id = @contributionId returning chunk, embedding)
                insert into knowledge_embeddings (item_id, chunk, org_id, is_public, embedding)
                select @id, chunk, @orgId, @IsPublic, embedding
                from kept
                """, new { id, orgId, contributionId, item.IsPublic }, cancellationToken);
            await SignatureRows.Move(session, contributionId, id, cancellationToken);
            return;
        }

        await session.Execute(
            """
            delete from pending_embeddings where contribution_id = @contributionId;
            insert into knowledge_embeddings (item_id, chunk, org_id, is_public, embedding)
            select @id, i, @orgId, @IsPublic, (@Flat::real[])[i * @Dimension + 1 : (i + 1) * @Dimension]::vector
            from generate_series(0, @Count - 1) i
            """,
            new { id, orgId, contributionId, item.IsPublic, Flat = Vectors.Flat(vectors), Dimension = vectors[0].Vector.Length, vectors.Count },
            cancellationToken);
        await SignatureRows.DropPending(session, contributionId, cancellationToken);
        await SignatureRows.Add(session, id, vectors, cancellationToken);
    }

    public Task Supersede(NewKnowledgeItem item, Guid match, CancellationToken cancellationToken) =>
        session.Execute(
            """
            with retired as (
                update knowledge_items
                set expired_at = @ApprovedAt, superseded_by = @Id, row_version = row_version + 1
                where id = @match and org_id = @OrgId and deleted_at is null and expired_at is null
                returning id
            )
            update knowledge_embeddings
            set is_live = false
            from retired
            where item_id = retired.id
            """, new { match, item.Id, item.Source.OrgId, item.ApprovedAt }, cancellationToken);

    public Task Fork(NewKnowledgeItem item, Guid match, CancellationToken cancellationToken) =>
        session.Execute(
            """
            with ended as (
                update knowledge_items
                set invalid_at = least(invalid_at, @ApprovedAt), row_version = row_version + 1
                where id = @match and org_id = @OrgId and deleted_at is null and expired_at is null
                returning id
            )
            update knowledge_items
            set valid_at = @ApprovedAt
            where id = @Id and exists (select from ended)
            """, new { match, item.Id, item.Source.OrgId, item.ApprovedAt }, cancellationToken);

    public Task AddContradiction(NewKnowledgeItem item, Guid match, CancellationToken cancellationToken) =>
        session.Execute(
            """
            insert into quality_signals (id, knowledge_item_id, signal_type, agent_id, org_id, run_id, is_self, created_at)
            select @SignalId, id, 'contradiction', @SourceAgentId, @OrgId, @RunId, source_agent_id = @SourceAgentId, @ApprovedAt
            from knowledge_items
            where id = @match and org_id = @OrgId and deleted_at is null
            """,
            new
            {
                match,
                SignalId = Guid.CreateVersion7(item.ApprovedAt),
                item.Source.SourceAgentId,
                item.Source.OrgId,
                item.Source.RunId,
                item.ApprovedAt,
            }, cancellationToken);

    private async Task<bool> TryInsert(NewKnowledgeItem item, CancellationToken cancellationToken) =>
        await session.Execute(
            """
            insert into knowledge_items (
                id, org_id, source_agent_id, run_id, title, content, content_hash, category, confidence, framework, language, version,
                tags, contribution_id, submitted_at, contributed_at, approved_at, approved_by, edited_by, is_public, minhash)
            values (
                @Id, @OrgId, @SourceAgentId, @RunId, @Title, @Content, @ContentHash, @Category, @Confidence, @Framework, @Language, @Version,
                @Tags, @ContributionId, @CreatedAt, @ApprovedAt, @ApprovedAt, @ApprovedBy, @EditedBy, @IsPublic, @MinHash)
            on conflict (org_id, content_hash) where deleted_at is null and expired_at is null do nothing
            """,
            new
            {
                item.Id,
                item.Source.OrgId,
                item.Source.SourceAgentId,
                item.Source.RunId,
                item.Source.Title,
                item.Source.Content,
                item.Source.ContentHash,
                Category = EnumText.Of(item.Source.Category),
                item.Source.Confidence,
                item.Source.Framework,
                item.Source.Language,
                item.Source.Version,
                Tags = item.Tags?.ToArray(),
                ContributionId = item.Source.Id,
                item.Source.CreatedAt,
                item.ApprovedAt,
                item.ApprovedBy,
                item.EditedBy,
                item.IsPublic,
                MinHash = item.Source.MinHash is null ? null : MinHash.ToBytes(item.Source.MinHash),
            }, cancellationToken) == 1;
}
