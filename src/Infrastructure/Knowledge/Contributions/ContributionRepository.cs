using Hivemind.Application.Embeddings;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Contributions;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Knowledge.Search;

namespace Hivemind.Infrastructure.Knowledge.Contributions;

internal sealed class ContributionRepository(DbSession session) : IContributionRepository
{
    public async Task Add(PendingContribution contribution, IReadOnlyList<TextEmbedding>? vectors, CancellationToken cancellationToken)
    {
        await session.Execute(
            """
            insert into pending_contributions (
                id, org_id, source_agent_id, run_id, title, content, content_length, content_hash, category, confidence,
                framework, language, version, tags, created_at, is_sensitive_flagged, conflict_action, supersedes_item_id, minhash)
            values (
                @Id, @OrgId, @SourceAgentId, @RunId, @Title, @Content, @ContentLength, @ContentHash, @Category, @Confidence,
                @Framework, @Language, @Version, @Tags, @CreatedAt, @IsSensitiveFlagged, @ConflictAction, @SupersedesItemId, @MinHash)
            """,
            new
            {
                contribution.Id,
                contribution.OrgId,
                contribution.SourceAgentId,
                contribution.RunId,
                contribution.Title,
                contribution.Content,
                contribution.ContentLength,
                contribution.ContentHash,
                Category = EnumText.Of(contribution.Category),
                contribution.Confidence,
                contribution.Framework,
                contribution.Language,
                contribution.Version,
                Tags = contribution.Tags?.ToArray(),
                contribution.CreatedAt,
                contribution.IsSensitiveFlagged,
                ConflictAction = ConflictText.Of(contribution.ConflictAction),
                contribution.SupersedesItemId,
                MinHash = contribution.MinHash is null ? null : MinHash.ToBytes(contribution.MinHash),
            }, cancellationToken);

        if (vectors is not { Count: > 0 })
            return;

        await session.Execute(
            """
            insert into pending_embeddings (contribution_id, chunk, embedding)
            select @Id, i, (@Flat::real[])[i * @Dimension + 1 : (i + 1) * @Dimension]::vector
            from generate_series(0, @Count - 1) i
            """, new { contribution.Id, Flat = Vectors.Flat(vectors), Dimension = vectors[0].Vector.Length, vectors.Count }, cancellationToken);
        await SignatureRows.AddPending(session, contribution.Id, vectors, cancellationToken);
    }

    public async Task<PendingContribution?> Take(string orgId, Guid id, CancellationToken cancellationToken) =>
        (await session.FindOne<PendingRow>(
            $"""
            delete from pending_contributions
            where id = @id and org_id = @orgId
            returning {PendingRow.Columns}
            """, new { id, orgId }, cancellationToken))?.ToContribution();

    public async Task DropVectors(Guid id, CancellationToken cancellationToken)
    {
        await session.Execute("delete from pending_embeddings where contribution_id = @id", new { id }, cancellationToken);
        await SignatureRows.DropPending(session, id, cancellationToken);
    }

    public async Task<int?> Update(
        string orgId, Guid id, KnowledgeCategory? category, bool? isSensitiveFlagged, int? expectedVersion, CancellationToken cancellationToken) =>
        await session.FindOne<int?>(
            """
            update pending_contributions
            set category = coalesce(@Category, category),
                is_sensitive_flagged = coalesce(@isSensitiveFlagged, is_sensitive_flagged),
                row_version = row_version + 1
            where id = @id and org_id = @orgId and (@expectedVersion::int is null or row_version = @expectedVersion)
            returning row_version
            """,
            new { id, orgId, Category = category is { } changed ? EnumText.Of(changed) : null, isSensitiveFlagged, expectedVersion }, cancellationToken);

    public Task Decide(ContributionDecision decision, CancellationToken cancellationToken) =>
        session.Execute(
            """
            insert into contribution_decisions (
                contribution_id, org_id, source_agent_id, category, confidence, submitted_at, decision, reason_code, reason,
                decided_by, decided_at, content_hash, knowledge_item_id, restorable, row_version)
            values (
                @Id, @OrgId, @SourceAgentId, @Category, @Confidence, @CreatedAt, @Decision, @ReasonCode, @Reason,
                @DecidedBy, @DecidedAt, @ContentHash, @KnowledgeItemId, @Restorable::jsonb, @RowVersion)
            """,
            new
            {
                decision.Contribution.Id,
                decision.Contribution.OrgId,
                decision.Contribution.SourceAgentId,
                Category = EnumText.Of(decision.Contribution.Category),
                decision.Contribution.Confidence,
                decision.Contribution.CreatedAt,
                Decision = EnumText.Of(decision.Decision),
                ReasonCode = decision.ReasonCode is { } code ? EnumText.Of(code) : null,
                decision.Reason,
                decision.DecidedBy,
                decision.DecidedAt,
                ContentHash = decision.OriginalHash,
                decision.KnowledgeItemId,
                Restorable = decision.Decision is ContributionStatus.Rejected ? RestorableContribution.Write(decision.Contribution) : null,
                RowVersion = decision.Contribution.RowVersion + 1,
            }, cancellationToken);

    public async Task<PendingContribution?> Restore(string orgId, Guid id, DateTimeOffset rejectedSince, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<RestorableRow>(
            """
            delete from contribution_decisions
            where contribution_id = @id and org_id = @orgId and decision = 'rejected' and decided_at >= @rejectedSince and restorable is not null
            returning restorable::text, row_version
            """, new { id, orgId, rejectedSince }, cancellationToken);
        if (row is null)
            return null;

        var contribution = RestorableContribution.Read(row.Restorable) with { RowVersion = row.RowVersion + 1 };
        await Add(contribution, vectors: null, cancellationToken);
        return contribution;
    }

    public Task<int> ForgetRejectedBefore(DateTimeOffset instant, int limit, CancellationToken cancellationToken) =>
        session.Execute(
            """
            update contribution_decisions
            set restorable = null
            where contribution_id in (
                select contribution_id
                from contribution_decisions
                where restorable is not null and decided_at < @instant
                order by decided_at
                limit @limit
                for update skip locked
            )
            """, new { instant, limit }, cancellationToken);

    private sealed record RestorableRow(string Restorable, int RowVersion);
}
