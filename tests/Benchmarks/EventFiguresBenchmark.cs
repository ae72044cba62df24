using System.Diagnostics;
using System.Globalization;
using System.Net;
using Dapper;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Figures;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>How long the figures of events take over HTTP as events grow, beside a plain count of the rows.</summary>
/// <remarks>HIVEMIND_BENCH_EVENTS=1000,10000 measures only these sizes.</remarks>
internal static class EventFiguresBenchmark
{
    private const int Rounds = 60;

    private const string Scan =
        """
        select count(*), count(*) filter (where status = 'failed'), percentile_cont(0.95) within group (order by processing_time_ms), avg(agent_latency_ms)
        from events where org_id = @OrgId
        """;

    public static async Task<BenchTable> Run(BenchContext context)
    {
        var sizes = (Environment.GetEnvironmentVariable("HIVEMIND_BENCH_EVENTS") ?? "100000,5000000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToList();
        await using var server = await BenchServer.Start(context.ConnectionString, services => services.Configure<DeploymentOptions>(options => options.JobsEnabled = false));
        await using var connection = await server.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();

        var rows = new List<IReadOnlyList<string>>();
        var first = new Dictionary<string, double>();
        var filled = 0;
        foreach (var size in sizes)
        {
            await EventData.Fill(connection, server.OrgId, size - filled, context.Progress);
            filled = size;
            await Fold(server);
            await connection.ExecuteAsync("analyze;", commandTimeout: 600); // as autovacuum does within a minute of so many

            foreach (var (name, path) in Routes())
            {
                if ((await server.Http.GetAsync(path)).StatusCode is HttpStatusCode.NotFound)
                    continue; // a build without this part

                var times = await Measure(async () => (await server.Http.GetAsync(path)).EnsureSuccessStatusCode(), Rounds);
                first.TryAdd(name, times.Median);
                rows.Add([name, Number(size), Text(times.Median), Text(times.P99), (times.Median / first[name]).ToString("0.00", CultureInfo.InvariantCulture)]);
            }

            var scan = await Measure(() => connection.QueryFirstAsync(Scan, new { server.OrgId }, commandTimeout: 600), 3);
            first.TryAdd("scan", scan.Median);
            rows.Add(["(plain scan of the rows)", Number(size), Text(scan.Median), Text(scan.P99), (scan.Median / first["scan"]).ToString("0.00", CultureInfo.InvariantCulture)]);
        }

        return new BenchTable("event-figures", ["route", "events", "p50 ms", "p99 ms", "ratio to the first size"], rows,
        [
            $"{Rounds} calls each over HTTP by one client, all differences folded; events of one organisation spread evenly over 30 days.",
            "The plain scan counts totals, failures, the 95th percentile and one average; it answers none of the windows and breakdowns.",
        ]);
    }

    private static IEnumerable<(string Name, string Path)> Routes()
    {
        var week = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddDays(-7).ToString("O", CultureInfo.InvariantCulture));
        yield return ("event-ops/metrics", "/api/v1/event-ops/metrics");
        yield return ("events/analytics, 24 h", "/api/v1/events/analytics");
        yield return ("events/analytics, 7 d", $"/api/v1/events/analytics?since={week}");
        yield return ("events/analytics, all", "/api/v1/events/analytics?allTime=true");
        yield return ("dashboard", "/api/v1/dashboard");
        yield return ("dead-letters/stats", "/api/v1/dead-letters/stats");
    }

    private static async Task Fold(BenchServer server)
    {
        bool more;
        do
        {
            await using var scope = server.Services.CreateAsyncScope();
            more = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new FoldEventFigures());
        }
        while (more);
    }

    private static async Task<(double Median, double P99)> Measure(Func<Task> call, int rounds)
    {
        await call();
        var times = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await call();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return (times[times.Count / 2], times[(int)(times.Count * 0.99)]);
    }

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
