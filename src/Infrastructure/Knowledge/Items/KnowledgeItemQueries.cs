using Hivemind.Application.Knowledge.Items;
using Hivemind.Domain.Common;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Knowledge.Quality;

namespace Hivemind.Infrastructure.Knowledge.Items;

internal sealed class KnowledgeItemQueries(ReadDatabase database, TimeProvider time) : IKnowledgeItems
{
    public async Task<StoredItem?> Find(Guid id, string orgId, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<ItemRow>(
            $"""
            select {ItemRow.Columns}
            from knowledge_items
            where id = @id and deleted_at is null and (is_public or org_id = @orgId)
            """, new { id, orgId, preview = int.MaxValue, now = time.GetUtcNow() }, cancellationToken);

        return row?.Item();
    }

    public async Task<IReadOnlyList<KnowledgeSummary>> List(KnowledgeListing listing, CancellationToken cancellationToken)
    {
        var rows = await database.List<ItemRow>(
            ListSql.For(listing.Sort),
            new
            {
                listing.OrgId,
                Category = listing.Category is { } category ? EnumText.Of(category) : null,
                listing.IsPublic,
                Own = listing.Scope is KnowledgeScope.Own,
                Public = listing.Scope is KnowledgeScope.Public,
                listing.Filter.AllowedItems,
                listing.Filter.DeniedItems,
                listing.Filter.AllowedCategories,
                listing.Filter.DeniedCategories,
                listing.Filter.DeniedNamespaces,
                AfterTime = listing.After is { } place ? new DateTimeOffset(place.Ticks, TimeSpan.Zero) : (DateTimeOffset?)null,
                AfterValue = listing.After?.Value,
                AfterId = listing.After?.Id,
                now = listing.Now,
                preview = ListSql.PreviewLength,
                listing.Size,
            }, cancellationToken);

        return [.. rows.Select(row => row.Summary())];
    }

    public async Task<ItemSignals?> Signals(Guid id, string orgId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<QualityRow>(
            $"""
            select {QualityRow.Columns}
            from knowledge_items item
            where item.id = @id and item.org_id = @orgId and item.deleted_at is null
            """, new { id, orgId, now }, cancellationToken);
        if (row is null)
            return null;

        var counts = await database.List<(string Type, long Count)>(
            """
            select signal_type, count(*)
            from quality_signals
            where knowledge_item_id = @id
            group by signal_type
            order by signal_type
            """, new { id }, cancellationToken);

        return new(counts.ToDictionary(count => count.Type, count => count.Count), row.Inputs(), row.QualityScore, row.QualityComputedAt);
    }
}
