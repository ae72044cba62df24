using System.Diagnostics;
using System.Globalization;
using Dapper;
using Hivemind.FunctionalTests.Work;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>How long the figures of runs take over HTTP as the runs grow, beside the same figures counted from the rows.</summary>
internal static class AnalyticsBenchmark
{
    private const string Variable = "HIVEMIND_BENCH_RUNS";
    private const int Warm = 30;
    private const int Measured = 200;
    private const int Scans = 3;

    private static readonly string[] Models = ["claude-opus-4", "claude-sonnet-4", "gpt-5", "gpt-5-mini", "local"];

    private static readonly (string Path, string? Scan)[] Routes =
    [
        ("dashboard/summary", AnalyticsScans.Dashboard),
        ("dashboard/summary?scope=org", AnalyticsScans.Dashboard),
        ("analytics/summary", AnalyticsScans.Summary),
        ("analytics/costs/histogram", AnalyticsScans.Days),
        ("analytics/costs/histogram?granularity=hour", AnalyticsScans.Hours),
        ("analytics/costs/by-agent", AnalyticsScans.Agents),
        ("analytics/performance", AnalyticsScans.Performance),
        ("analytics/performance?days=365", null),
        ("analytics/conversations", AnalyticsScans.Conversations),
    ];

    public static async Task<BenchTable> Run(BenchContext context)
    {
        await using var server = await BenchServer.Start(context.ConnectionString);
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(context.ConnectionString) { CommandTimeout = 1200 });
        var rows = new List<IReadOnlyList<string>>();
        var notes = new List<string> { "Over HTTP, one client; runs of 30 days, 20 agents and 5 models in one organisation, one conversation for ten runs. Scan: the same figures by plain SQL over the rows, without HTTP." };
        var (stored, before) = (0, new Dictionary<string, double>());
        foreach (var size in Sizes())
        {
            await context.Progress.WriteLineAsync($"analytics: up to {size} runs");
            notes.Add(await Grow(database, server.OrgId, stored, size));
            stored = size;
            foreach (var (path, scan) in Routes)
            {
                var times = await Measure(server.Http, path);
                var (p50, p99) = (times[Measured / 2], times[(int)(Measured * 0.99)]);
                rows.Add([
                    $"{size}", path, Text(p50), Text(p99), before.TryGetValue(path, out var smaller) ? Text(p50 / smaller) : "",
                    scan is null ? "" : Text(await Scan(database, scan, server.OrgId)),
                ]);
                before[path] = p50;
            }
        }

        return new BenchTable("analytics", ["runs", "route", "p50 ms", "p99 ms", "p50, ratio to the smaller", "scan ms"], rows, notes);
    }

    private static IEnumerable<int> Sizes() =>
        (Environment.GetEnvironmentVariable(Variable) ?? "10000,1000000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture));

    /// <summary>Loads runs by COPY, which the triggers count, and waits until they are folded.</summary>
    private static async Task<string> Grow(NpgsqlDataSource database, string orgId, int from, int to)
    {
        var now = TimeProvider.System.GetUtcNow();
        var random = new Random(from);
        var started = Stopwatch.GetTimestamp();
        await RunRows.Insert(database, Enumerable.Range(from, to - from).Select(_ => Row(orgId, now, random)));
        var loaded = Stopwatch.GetElapsedTime(started);

        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(AnalyticsScans.AddConversations, new { orgId, Count = (to - from) / 10 });
        started = Stopwatch.GetTimestamp();
        while (await connection.ExecuteScalarAsync<bool>("select exists (select from run_changes) or exists (select from counter_changes)"))
            await Task.Delay(200);

        var folded = Stopwatch.GetElapsedTime(started);
        await connection.ExecuteAsync("vacuum analyze");
        return string.Create(CultureInfo.InvariantCulture,
            $"{to}: {(to - from) / loaded.TotalSeconds:0} runs/s loaded by COPY with all indexes and triggers; all differences folded {folded.TotalSeconds:0.0} s after the last.");
    }

    private static RunRow Row(string orgId, DateTimeOffset now, Random random)
    {
        var cost = (decimal)Math.Round(random.NextDouble(), 6);
        return new RunRow
        {
            OrgId = orgId,
            CreatedAt = now - TimeSpan.FromDays(random.NextDouble() * 29.9),
            Agent = $"agent-{random.Next(20)}",
            Model = Models[random.Next(Models.Length)],
            Status = random.Next(10) switch { 0 => "failed", 1 => "cancelled", _ => "completed" },
            Category = random.Next(3) == 0 ? null : $"category-{random.Next(10)}",
            CostUsd = cost,
            InputTokens = random.Next(100_000),
            OutputTokens = random.Next(10_000),
            Waited = TimeSpan.FromMilliseconds(random.Next(5_000)),
            Took = TimeSpan.FromSeconds(5 + Math.Exp(random.NextDouble() * 7)),
        };
    }

    private static async Task<double[]> Measure(HttpClient http, string path)
    {
        var times = new double[Warm + Measured];
        for (var i = 0; i < times.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            (await http.GetAsync($"/api/v1/{path}")).EnsureSuccessStatusCode();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return [.. times.Skip(Warm).Order()];
    }

    private static async Task<double> Scan(NpgsqlDataSource database, string sql, string orgId)
    {
        await using var connection = await database.OpenConnectionAsync();
        var times = new List<double>();
        for (var i = 0; i < Scans; i++)
        {
            var started = Stopwatch.GetTimestamp();
            _ = (await connection.QueryAsync(sql, new { orgId })).Count();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times.Order().ElementAt(Scans / 2);
    }

    private static string Text(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
