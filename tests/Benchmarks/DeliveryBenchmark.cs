using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Dapper;
using Hivemind.Application.Common;
using Hivemind.Application.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>Outgoing webhooks per second, and how soon the first attempt of one is made, while some of the receivers are dead.</summary>
/// <remarks>HIVEMIND_BENCH_DELIVERIES=1000 sends so many per round.</remarks>
internal static class DeliveryBenchmark
{
    private const int Endpoints = 100;
    private const int Rounds = 3;
    private const int SteadyMessages = 20;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    public static async Task<BenchTable> Run(BenchContext context)
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("HIVEMIND_BENCH_DELIVERIES") ?? "10000", CultureInfo.InvariantCulture);
        await using var receiver = await DeliveryReceiver.Start();
        var measured = new SortedDictionary<int, List<Measured>>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var dead in new[] { 0, 1, 20 })
            {
                await context.Progress.WriteLineAsync($"webhook-deliveries: {dead} % dead, round {round + 1} of {Rounds}");
                measured.TryAdd(dead, []);
                measured[dead].Add(await Measure(context, receiver, dead, count));
            }
        }

        return new BenchTable(
            "webhook-deliveries",
            ["dead endpoints", "deliveries/s", "first attempt p50 ms", "first attempt p99 ms"],
            [.. measured.Select(pair => (IReadOnlyList<string>)[
                $"{pair.Key} %", Text(Median(pair.Value.Select(one => one.Rate)), "0"), Text(Median(pair.Value.Select(one => one.P50)), "0.0"),
                Text(Median(pair.Value.Select(one => one.P99)), "0.0")])],
            [
                $"{Endpoints} endpoints of one organisation; a dead one takes the connection and never answers. All figures are of the living ones; medians of {Rounds} rounds.",
                $"deliveries/s: {count} deliveries queued at once, until the last living one is stored as succeeded. Receivers and server share this machine.",
                $"first attempt: from the commit of a message to the start of its call, at {Endpoints / Beat.TotalSeconds:0} deliveries/s.",
            ]);
    }

    private static async Task<Measured> Measure(BenchContext context, DeliveryReceiver receiver, int dead, int count)
    {
        await using var server = await BenchServer.Start(context.ConnectionString, services => services.Configure<WebhookOptions>(options =>
            (options.AllowHttp, options.AllowedNetworks) = (true, "127.0.0.0/8")));
        for (var number = 0; number < Endpoints; number++)
            (await server.Http.PostAsJsonAsync("/api/v1/webhook-endpoints", new { url = receiver.Url(isDead: number * 100 < dead * Endpoints) })).EnsureSuccessStatusCode();

        await using var connection = await server.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        var start = Stopwatch.GetTimestamp();
        await Publish(server, count / Endpoints);
        await Arrived(connection, server.OrgId);
        var took = Stopwatch.GetElapsedTime(start);

        var steadyFrom = await connection.ExecuteScalarAsync<DateTime>("select now()");
        using var timer = new PeriodicTimer(Beat);
        for (var message = 0; message < SteadyMessages; message++)
        {
            await Publish(server, 1);
            await timer.WaitForNextTickAsync();
        }

        await Arrived(connection, server.OrgId);
        var (p50, p99) = await connection.QuerySingleAsync<(double, double)>(
            $"""
            select percentile_cont(0.5) within group (order by ms), percentile_cont(0.99) within group (order by ms)
            from (
                select extract(epoch from a.started_at - d.created_at) * 1000 as ms
                from webhook_deliveries d
                join webhook_attempts a on a.delivery_id = d.id and a.attempt = 1
                where d.org_id = @OrgId and d.created_at >= @steadyFrom and {Living}) as first
            """, new { server.OrgId, steadyFrom });
        await connection.ExecuteAsync("delete from webhook_endpoints where org_id = @OrgId", new { server.OrgId });
        return new Measured(count * (100 - dead) / 100 / took.TotalSeconds, p50, p99);
    }

    private static async Task Publish(BenchServer server, int messages)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var outbox = scope.ServiceProvider.GetRequiredService<IWebhookOutbox>();
        for (var number = 0; number < messages; number++)
            await outbox.Add(server.OrgId, "knowledge.approved", new { number, title = "What the deploy needs" }, CancellationToken.None);

        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Commit(CancellationToken.None);
    }

    private static async Task Arrived(NpgsqlConnection connection, string orgId)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await connection.ExecuteScalarAsync<bool>(
            $"select exists (select from webhook_deliveries d where d.org_id = @orgId and d.status = 'pending' and {Living})", new { orgId }))
            await timer.WaitForNextTickAsync();
    }

    private const string Living = $"d.endpoint_id in (select id from webhook_endpoints where url not like '%{DeliveryReceiver.Dead}')";

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private sealed record Measured(double Rate, double P50, double P99);
}
