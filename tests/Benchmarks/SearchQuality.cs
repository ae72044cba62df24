using System.Globalization;
using System.Text.Json;
using Hivemind.Application.Knowledge;
using Hivemind.Application.Knowledge.Search;
using Hivemind.Domain.Knowledge.Search;
using Hivemind.Domain.People;
using Hivemind.FunctionalTests.Knowledge;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Benchmarks;

/// <summary>
/// How often the right note is first, and among the first five, over til.jsonl: for paraphrased questions, and for the titles of the
/// notes, which are then left out of what is indexed.
/// </summary>
internal static class SearchQuality
{
    private const string Organisation = "org-quality";

    private static readonly (string Name, FusionWeights Weights)[] Legs =
    [
        ("words", new(0, 1)),
        ("vectors", new(1, 0)),
        ("first look", new(new SearchOptions().VectorWeight, new SearchOptions().KeywordWeight)),
        ("fused", new(new SearchOptions().VectorWeight, new SearchOptions().KeywordWeight, new SearchOptions().TokenWeight)),
    ];

    public static async Task<BenchTable> Run(BenchContext context)
    {
        var directory = BenchData.Notes();
        var notes = Read<Note>(directory, "til.jsonl");
        var questions = Read<Question>(directory, "til-questions.jsonl");

        var rows = new List<IReadOnlyList<string>>();
        rows.AddRange(await Measure(context, "questions", notes, [.. questions.Select(question => (question.Query, question.Slug))]));
        rows.AddRange(await Measure(context, "titles", [.. notes.Select(note => note with { Title = null })], [.. notes.Select(note => (note.Title ?? "", note.Slug))]));

        return new BenchTable("search-quality", ["queries", "ranked by", "recall@1", "recall@5", "MRR"], rows,
            [$"{notes.Count} notes, {questions.Count} paraphrased questions; the titles are no part of the index when they are the queries."]);
    }

    private static async Task<IEnumerable<IReadOnlyList<string>>> Measure(BenchContext context, string name, IReadOnlyList<Note> notes, IReadOnlyList<(string Query, string Slug)> queries)
    {
        await using var host = await SearchHost.Start(context.ConnectionString, "search_quality_data");
        await host.AddOrganisation(Organisation);
        await context.Progress.WriteLineAsync($"search-quality: embedding {notes.Count} notes for {name}");
        var ids = await Load(host, notes);

        var ranks = Legs.ToDictionary(leg => leg.Name, _ => new List<int>());
        await using var scope = host.Services.CreateAsyncScope();
        foreach (var (query, slug) in queries)
        {
            var embedded = await SearchHost.Embedder.Value.EmbedQueryTokens(query, CancellationToken.None);
            var found = await host.Services.GetRequiredService<IKnowledgeSearch>().Find(new KnowledgeNeed
            {
                OrgId = Organisation,
                Query = query,
                Vector = embedded.Vector,
                Filter = KnowledgeFilter.Everything,
                Now = TimeProvider.System.GetUtcNow(),
                Depth = new SearchOptions().Candidates,
            }, CancellationToken.None);

            found = await scope.ServiceProvider.GetRequiredService<SecondLook>().Look(found, embedded.Tokens, Legs[^1].Weights, CancellationToken.None);
            foreach (var (leg, weights) in Legs)
                ranks[leg].Add(1 + RankFusion.Rank(found.Items, item => item.Facts, found.WordsBound, weights).ToList().FindIndex(hit => hit.Candidate.Facts.Id == ids[slug]));
        }

        return Legs.Select(leg => Row(name, leg.Name, ranks[leg.Name]));
    }

    private static async Task<Dictionary<string, Guid>> Load(SearchHost host, IReadOnlyList<Note> notes)
    {
        var vectors = new KnowledgeVectors(SearchHost.Embedder.Value);
        var rows = new List<KnowledgeRow>();
        foreach (var note in notes)
        {
            var pieces = await vectors.Of(note.Title, note.Content, CancellationToken.None);
            rows.Add(new KnowledgeRow
            {
                OrgId = Organisation,
                Title = note.Title,
                Content = $"{note.Content}\n{(rows.Any(row => row.Content == note.Content) ? note.Slug : "")}".TrimEnd(), // texts are unique
                Vectors = [.. pieces.Select(piece => piece.Vector)],
                Signatures = [.. pieces.Select(piece => piece.Signature).OfType<byte[]>()],
            });
        }

        await host.Load(rows);
        return notes.Zip(rows).ToDictionary(pair => pair.First.Slug, pair => pair.Second.Id);
    }

    private static string[] Row(string queries, string leg, List<int> ranks)
    {
        string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

        return
        [
            queries, leg, Text(ranks.Count(rank => rank == 1) / (double)ranks.Count), Text(ranks.Count(rank => rank is >= 1 and <= 5) / (double)ranks.Count),
            Text(ranks.Average(rank => rank > 0 ? 1.0 / rank : 0)),
        ];
    }

    private static List<T> Read<T>(string directory, string file) =>
        [.. File.ReadLines(Path.Combine(directory, file)).Select(line => JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web) ?? throw new InvalidDataException(file))];

    private sealed record Note(string Slug, string? Title, string Content);

    private sealed record Question(string Slug, string Query);
}
