using System.Globalization;
using Dapper;
using Hivemind.Application.Knowledge.Search;
using Hivemind.Domain.People;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Benchmarks;

/// <summary>How many of the ten nearest items the vector leg finds, compared with looking at every row.</summary>
internal static class SearchRecall
{
    private const int Queries = 50;
    private const int Nearest = 10;

    public static async Task<IReadOnlyList<string>> Measure(SearchHost host, SearchData data, int size)
    {
        var lines = new List<string>();
        foreach (var organisation in SearchData.Organisations)
        {
            var found = 0;
            for (var i = 0; i < Queries; i++)
            {
                var vector = data.Vector();
                var exact = await Exact(host, organisation, vector);
                var proposed = await host.Services.GetRequiredService<IKnowledgeSearch>().Find(new KnowledgeNeed
                {
                    OrgId = organisation,
                    Query = "the", // a stop word, so that words propose nothing
                    Vector = vector,
                    Filter = KnowledgeFilter.Everything,
                    Now = TimeProvider.System.GetUtcNow(),
                    Depth = 20,
                }, CancellationToken.None);
                found += exact.Intersect(proposed.Items.OrderByDescending(item => item.Facts.Cosine).Take(Nearest).Select(item => item.Facts.Id)).Count();
            }

            lines.Add(string.Create(CultureInfo.InvariantCulture, $"recall@10 of the vector leg, {size} items, {organisation}: {(double)found / (Queries * Nearest):0.000}"));
        }

        return lines;
    }

    private static async Task<IEnumerable<Guid>> Exact(SearchHost host, string organisation, float[] vector)
    {
        await using var connection = await host.Database.OpenConnectionAsync();
        return await connection.QueryAsync<Guid>(
            """
            select item_id
            from knowledge_embeddings
            where is_public or org_id = @organisation
            group by item_id
            order by min(embedding <=> @vector::real[]::vector) + 0
            limit @Nearest
            """, new { organisation, vector, Nearest });
    }
}
