using Hivemind.Application.Knowledge.Search;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Search;
using Hivemind.Domain.People;

namespace Hivemind.Infrastructure.Knowledge.Search;

internal sealed class KnowledgeSearch(SearchDatabase database) : IKnowledgeSearch
{
    /// <summary>Own private items up to which they are compared one by one: exact, and about 20 ms at most.</summary>
    private const int MaxExact = 20_000;

    /// <summary>Postings that one word leg reads before only rarer words may propose items.</summary>
    private const int Budget = 8_000;

    // What a filter may throw away costs more candidates before it.
    private const int OpenPool = 200;
    private const int FilteredPool = 2_000;

    private const int MaxTerms = 32;
    private const int ChunksPerItem = 4;
    private const double MinSimilarity = 0.5;

    public async Task<FoundKnowledge> Find(KnowledgeNeed need, CancellationToken cancellationToken)
    {
        var isFiltered = need.Category is not null || need.AtTime is not null || need.Filter != KnowledgeFilter.Everything;
        var rows = await database.Source.List<Row>(SearchSql.Search,
            new
            {
                need.OrgId,
                need.Query,
                HasVector = need.Vector is not null,
                need.Vector,
                Scopes = new[] { "", need.OrgId },
                Live = need.AtTime is null ? new[] { true } : [true, false],
                need.AtTime,
                need.Version,
                Category = need.Category is { } category ? EnumText.Of(category) : null,
                need.Filter.AllowedItems,
                need.Filter.DeniedItems,
                need.Filter.AllowedCategories,
                need.Filter.DeniedCategories,
                need.Filter.DeniedNamespaces,
                need.Now,
                need.Depth,
                Rows = need.Depth * ChunksPerItem,
                Pool = isFiltered ? FilteredPool : OpenPool,
                MaxExact,
                Budget,
                MaxTerms,
                MinSimilarity,
                Bm25.K1,
                Bm25.B,
            }, cancellationToken);

        return new FoundKnowledge([.. rows.Select(Item)], rows.Count > 0 ? rows[0].Bound : 0);
    }

    private static FoundItem Item(Row row) => new(
        new SearchCandidate
        {
            Id = row.Id,
            ContentHash = row.ContentHash,
            IsPublic = row.IsPublic,
            QualityScore = row.QualityScore,
            Cosine = row.Cosine,
            Words = row.Words,
        },
        row.Title, EnumText.Parse<KnowledgeCategory>(row.Category), row.Confidence, row.OrgId, row.SourceAgentId, row.IsCurrent, row.Version);

    private sealed record Row(
        Guid Id, string ContentHash, bool IsPublic, double QualityScore, double? Cosine, double Words, string Title, string Category,
        double Confidence, string OrgId, string SourceAgentId, bool IsCurrent, string? Version, double Bound);
}
