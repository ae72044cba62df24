using System.Diagnostics;
using System.Globalization;
using Hivemind.Application.Embeddings;

namespace Hivemind.Benchmarks;

/// <summary>How long a search takes over HTTP, and how much of that is making the query's vector.</summary>
internal static class SearchSpeed
{
    private const int Warm = 40;
    private const int Measured = 400;

    private static readonly int[] Sizes = [1_871, 100_000];

    public static async Task<BenchTable> Run(BenchContext context)
    {
        var rows = new List<IReadOnlyList<string>>();
        var recall = new List<string>();
        foreach (var size in Sizes)
        {
            var clock = new EmbeddingClock();
            await using var host = await SearchHost.Start(context.ConnectionString, "search_speed_data", clock.Around);
            var data = new SearchData(size, SearchHost.Embedder.Value.Model.Dimension);
            foreach (var organisation in SearchData.Organisations)
                await host.AddOrganisation(organisation);

            await context.Progress.WriteLineAsync($"search-speed: loading {size} items");
            await host.Load(data.Rows());
            recall.AddRange(await SearchRecall.Measure(host, data, size));

            foreach (var organisation in new[] { SearchData.Thousandth, SearchData.Tenth, SearchData.Half })
            {
                foreach (var clients in new[] { 1, 8 })
                    rows.Add(await Measure(host, data, clock, size, organisation, clients));
            }
        }

        return new BenchTable("search-speed", ["items", "organisation", "clients", "p50 ms", "p99 ms", "searches/s", "embedding"], rows,
            ["GET /knowledge/search over HTTP, each time another question of 3 to 8 words; embedding = its share of the time.", .. recall]);
    }

    private static async Task<IReadOnlyList<string>> Measure(SearchHost host, SearchData data, EmbeddingClock clock, int size, string organisation, int clients)
    {
        host.Http.DefaultRequestHeaders.Authorization = await host.Key(organisation);
        var queries = Enumerable.Range(0, Warm + Measured).Select(i => Uri.EscapeDataString(data.Text(3 + (i % 6)))).ToList();
        foreach (var query in queries.Take(Warm))
            await Search(host.Http, query);

        clock.Reset();
        var times = new double[Measured];
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < Measured; i = Interlocked.Increment(ref next))
                times[i] = await Search(host.Http, queries[Warm + i]);
        }));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        Array.Sort(times);
        return
        [
            Text(size), organisation, Text(clients), Text(times[Measured / 2]), Text(times[(int)(Measured * 0.99)]),
            Text(Measured / seconds), (clock.Milliseconds / times.Sum()).ToString("P0", CultureInfo.InvariantCulture),
        ];
    }

    private static async Task<double> Search(HttpClient http, string query)
    {
        var started = Stopwatch.GetTimestamp();
        (await http.GetAsync($"/api/v1/knowledge/search?query={query}")).EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static string Text(double value) => value.ToString(value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    /// <summary>Adds up the time that making vectors of queries takes.</summary>
    private sealed class EmbeddingClock
    {
        private long _ticks;

        public double Milliseconds => TimeSpan.FromTicks(Interlocked.Read(ref _ticks)).TotalMilliseconds;

        public void Reset() => Interlocked.Exchange(ref _ticks, 0);

        public IEmbedder Around(IEmbedder embedder) => new Timed(embedder, this);

        private sealed class Timed(IEmbedder embedder, EmbeddingClock clock) : IEmbedder
        {
            public EmbeddingModel Model => embedder.Model;

            public async Task<float[]> EmbedQuery(string text, CancellationToken cancellationToken)
            {
                var started = Stopwatch.GetTimestamp();
                var vector = await embedder.EmbedQuery(text, cancellationToken);
                Interlocked.Add(ref clock._ticks, Stopwatch.GetElapsedTime(started).Ticks);
                return vector;
            }

            public bool SeesTokens => embedder.SeesTokens;

            public async Task<QueryEmbedding> EmbedQueryTokens(string text, CancellationToken cancellationToken)
            {
                var started = Stopwatch.GetTimestamp();
                var query = await embedder.EmbedQueryTokens(text, cancellationToken);
                Interlocked.Add(ref clock._ticks, Stopwatch.GetElapsedTime(started).Ticks);
                return query;
            }

            public Task<IReadOnlyList<float[]>> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken) => embedder.Embed(texts, cancellationToken);

            public IReadOnlyList<string> Chunk(string text) => embedder.Chunk(text);
        }
    }
}
