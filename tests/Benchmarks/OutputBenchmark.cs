using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Hivemind.Benchmarks;

/// <summary>A worker writes its output piece by piece: how fast it can, and how soon everybody who watches the run has it.</summary>
public static class OutputBenchmark
{
    private const string Variable = "HIVEMIND_BENCH_CHUNKS";
    private const string Watchers = "HIVEMIND_BENCH_WATCHERS";
    private const int WarmUp = 200;
    private static readonly string Line = new('x', 100);

    public static async Task<BenchTable> Run(BenchContext context)
    {
        var chunks = Number(Variable, 2_000);
        var many = Number(Watchers, 1_000);
        await using var server = await BenchServer.Start(context.ConnectionString);
        await Measure(server, watchers: 1, lanes: 4, WarmUp);

        var rows = new List<IReadOnlyList<string>>();
        foreach (var (watchers, lanes) in new[] { (0, 1), (1, 1), (1, 8), (many, 1) })
        {
            await context.Progress.WriteLineAsync($"output: {watchers} watchers, {lanes} calls at once");
            rows.Add(await Measure(server, watchers, lanes, chunks));
        }

        return new BenchTable(
            "output",
            ["watchers", "calls at once", "chunks", "written per second", "delivered per second", "p50 ms", "p99 ms"],
            rows,
            [
                "Chunks of 100 characters over HTTP from one worker; each is a transaction that is on disk before it is answered.",
                "Delivered per second: all chunks to all watchers, until the last has the last one. Latency: call begun until the first watcher has it.",
                "Watchers are server-sent event streams of the run, read in the same process as the server.",
                "Every watcher got every chunk once and in order: else the run would have ended.",
            ]);
    }

    private static async Task<IReadOnlyList<string>> Measure(BenchServer server, int watchers, int lanes, int chunks)
    {
        var run = await Start(server.Http);
        var begun = new long[chunks + 1];
        var latencies = new List<double>();
        using var ended = new CancellationTokenSource();
        var ready = new List<Task<StreamReader>>();
        for (var i = 0; i < watchers; i++)
            ready.Add(Watch(server.Http, run, ended.Token));

        var readers = await Task.WhenAll(ready);
        var start = Stopwatch.GetTimestamp();
        var reading = readers.Select((reader, i) => Read(reader, chunks, i == 0 ? number => latencies.Add(Since(begun[number])) : null, ended.Token)).ToList();

        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(async _ =>
        {
            for (var number = Interlocked.Increment(ref next); number <= chunks; number = Interlocked.Increment(ref next))
            {
                begun[number] = Stopwatch.GetTimestamp();
                (await server.Http.PostAsJsonAsync($"/api/v1/tasks/{run}/output", new { content = $"{number} {Line}\n" }, CancellationToken.None)).EnsureSuccessStatusCode();
            }
        }));
        var written = Stopwatch.GetElapsedTime(start);
        await Task.WhenAll(reading).WaitAsync(TimeSpan.FromMinutes(2));
        var delivered = Stopwatch.GetElapsedTime(start);
        await ended.CancelAsync();
        (await server.Http.PatchAsJsonAsync($"/api/v1/tasks/{run}", new { status = "completed" }, CancellationToken.None)).EnsureSuccessStatusCode();

        latencies.Sort();
        return
        [
            Text(watchers), Text(lanes), Text(chunks), Text(chunks / written.TotalSeconds), watchers == 0 ? "" : Text((double)chunks * watchers / delivered.TotalSeconds),
            Quantile(latencies, 0.5), Quantile(latencies, 0.99),
        ];
    }

    private static int Number(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    private static async Task<Guid> Start(HttpClient http)
    {
        (await http.PostAsJsonAsync("/api/v1/tasks", new { input_message = "Write" })).EnsureSuccessStatusCode();
        var claimed = await (await http.PostAsJsonAsync("/api/v1/tasks/claim-next", new { lease_seconds = 3600 })).Content.ReadFromJsonAsync<JsonElement>();
        return claimed.GetProperty("id").GetGuid();
    }

    private static async Task<StreamReader> Watch(HttpClient http, Guid run, CancellationToken cancellationToken)
    {
        var response = await http.GetAsync($"/api/v1/tasks/{run}/stream", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var reader = new StreamReader(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellationToken));
        await reader.ReadLineAsync(cancellationToken); // from the first byte on nothing is missed
        return reader;
    }

    /// <summary>Reads until all chunks are there; the number that the worker gave them is the first word of the text.</summary>
    private static async Task Read(StreamReader reader, int chunks, Action<int>? seen, CancellationToken cancellationToken)
    {
        for (var seq = 0; seq < chunks;)
        {
            var line = await reader.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("A watcher lost its stream.");
            if (!line.StartsWith("data:", StringComparison.Ordinal) || !line.Contains("\"output\"", StringComparison.Ordinal))
                continue;

            using var json = JsonDocument.Parse(line.AsMemory(5));
            if (json.RootElement.GetProperty("seq").GetInt32() != ++seq)
                throw new InvalidOperationException($"Chunk {seq} did not come in its turn.");

            seen?.Invoke(int.Parse((json.RootElement.GetProperty("output").GetString() ?? "").Split(' ')[0], CultureInfo.InvariantCulture));
        }
    }

    private static double Since(long begun) => Stopwatch.GetElapsedTime(begun).TotalMilliseconds;

    private static string Quantile(List<double> sorted, double share) =>
        sorted.Count == 0 ? "" : sorted[(int)(share * (sorted.Count - 1))].ToString("N1", CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
