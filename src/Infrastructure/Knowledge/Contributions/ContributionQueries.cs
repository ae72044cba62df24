using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge.Contributions;
using Hivemind.Domain.People;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Knowledge.Search;
using Npgsql;

namespace Hivemind.Infrastructure.Knowledge.Contributions;

internal sealed class ContributionQueries(NpgsqlDataSource database) : IContributionQueries
{
    private const int SimilarItems = 3;

    public async Task<(PendingContribution Contribution, bool HasVectors)?> FindPending(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await FindPendingRow(orgId, id, cancellationToken);
        if (row is null)
            return null;

        var hasVectors = await database.FindOne<bool>(
            "select exists (select from pending_embeddings where contribution_id = @id)", new { id }, cancellationToken);
        return (row.ToContribution(), hasVectors);
    }

    // The second look at the queue is for a rejection that is undone between the first two.
    public async Task<ContributionView?> Find(string orgId, Guid id, CancellationToken cancellationToken) =>
        await FindPendingView(orgId, id, cancellationToken)
            ?? (await database.FindOne<DecidedRow>(DecidedRow.Query, new { id, orgId }, cancellationToken))?.View(orgId)
            ?? await FindPendingView(orgId, id, cancellationToken);

    public Task<IReadOnlyList<float[]>> Vectors(Guid id, CancellationToken cancellationToken) =>
        database.List<float[]>(
            "select embedding::real[] from pending_embeddings where contribution_id = @id order by chunk", new { id }, cancellationToken);

    public async Task<IReadOnlyList<SimilarEntry>> Similar(
        ContributionView contribution, IReadOnlyList<float[]> vectors, double maxDistance, KnowledgeFilter readable, CancellationToken cancellationToken)
    {
        // The nearest whose distance is the bound itself count as similar.
        var near = await NearestItems.Find(
            database, contribution.OrgId, vectors, Math.BitIncrement(maxDistance), SimilarItems, cancellationToken);

        var rows = await database.List<SimilarRow>(
            $"""
            select 'item' as kind, i.id, coalesce(i.title, left(i.content, 80)) as title, i.content, near.distance
            from knowledge_items i
            join unnest(@Ids, @Distances) as near (item_id, distance) on near.item_id = i.id
            where i.deleted_at is null and i.expired_at is null and {SearchSql.Allowed}
            union all
            select 'pending', id, coalesce(title, left(content, 80)), content, 0
            from pending_contributions
            where org_id = @OrgId and content_hash = @ContentHash and id <> @Id
            order by distance, kind, id
            """,
            new
            {
                contribution.Id,
                contribution.OrgId,
                contribution.ContentHash,
                Ids = near.Select(neighbour => neighbour.ItemId).ToArray(),
                Distances = near.Select(neighbour => neighbour.Distance).ToArray(),
                readable.AllowedItems,
                readable.DeniedItems,
                readable.AllowedCategories,
                readable.DeniedCategories,
                readable.DeniedNamespaces,
            }, cancellationToken);

        return [.. rows.Select(row => new SimilarEntry(
            row.Id, EnumText.Parse<SimilarKind>(row.Kind), row.Title, row.Content, Math.Round(Math.Clamp(1 - row.Distance, 0, 1) * 100, 1)))];
    }

    public async Task<OffsetList<PendingSummary>> List(PendingPage page, KnowledgeFilter visible, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            page.OrgId,
            Category = page.Category is { } category ? EnumText.Of(category) : null,
            visible.AllowedCategories,
            visible.DeniedCategories,
            Others = !visible.DeniedNamespaces.Contains(page.OrgId),
            AfterTime = page.After?.Time,
            AfterId = page.After?.Id,
            page.Offset,
            Take = page.Limit + 1,
        };
        var rows = await database.List<PendingRow>(ContributionRows.ListQuery, parameters, cancellationToken);
        var total = await database.FindOne<long>(ContributionRows.CountQuery, parameters, cancellationToken);

        List<PendingRow> shown = [.. rows.Take(page.Limit)];
        var next = rows.Count > page.Limit ? page.Next(shown[^1].CreatedAt, shown[^1].Id) : null;
        return new([.. shown.Select(ContributionRows.Summary)], total, page.Limit, page.Offset, next);
    }

    public async Task<OwnContributionList> ListOwn(OwnPage page, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            page.OrgId,
            page.SourceAgentId,
            Status = page.Status is { } status ? EnumText.Of(status) : null,
            Category = page.Category is { } category ? EnumText.Of(category) : null,
            AfterTime = page.After?.Time,
            AfterId = page.After?.Id,
            Take = page.Limit + 1,
        };
        var rows = await database.List<OwnRow>(OwnRow.ListQuery, parameters, cancellationToken);
        var total = await database.FindOne<long>(OwnRow.CountQuery, parameters, cancellationToken);

        List<OwnRow> shown = [.. rows.Take(page.Limit)];
        var next = rows.Count > page.Limit ? page.Next(shown[^1].SubmittedAt, shown[^1].Id) : null;
        return new([.. shown.Select(row => row.View())], total, next);
    }

    public async Task<(bool IsWanted, bool MadeTheKey)> SecondReviewer(
        string orgId, string agentId, string reviewer, CancellationToken cancellationToken) =>
        await database.FindOne<(bool, bool)>(
            """
            select coalesce((settings->>'require_second_reviewer')::boolean, false),
                   exists (select from api_keys where org_id = @orgId and agent_id = @agentId and created_by = @reviewer)
            from organisations
            where id = @orgId
            """, new { orgId, agentId, reviewer }, cancellationToken);

    private async Task<ContributionView?> FindPendingView(string orgId, Guid id, CancellationToken cancellationToken) =>
        await FindPendingRow(orgId, id, cancellationToken) is { } row ? ContributionRows.View(row) : null;

    private Task<PendingRow?> FindPendingRow(string orgId, Guid id, CancellationToken cancellationToken) =>
        database.FindOne<PendingRow>(
            $"select {PendingRow.Columns} from pending_contributions where id = @id and org_id = @orgId", new { id, orgId }, cancellationToken);

    private sealed record SimilarRow(string Kind, Guid Id, string Title, string Content, double Distance);
}
