using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Hivemind.Application.Common;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>Events taken in per second, one by one and in batches, beside a bare COPY of the same rows; and how long until a stream shows one.</summary>
/// <remarks>HIVEMIND_BENCH_INGEST=2000 takes in so many events per variant.</remarks>
internal static class IngestBenchmark
{
    private const int Rounds = 3;
    private const int Probes = 50;

    private static readonly (string Name, int Batch)[] Variants = [("single", 1), ("batch of 100", 100), ("batch of 1,000", 1000)];

    public static async Task<BenchTable> Run(BenchContext context)
    {
        var events = int.Parse(Environment.GetEnvironmentVariable("HIVEMIND_BENCH_INGEST") ?? "50000", CultureInfo.InvariantCulture);
        await using var server = await BenchServer.Start(context.ConnectionString, services => services.Configure<DeploymentOptions>(options => options.JobsEnabled = false));
        await using var connection = await server.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();

        var copies = new List<double>();
        for (var round = 0; round < Rounds; round++)
            copies.Add(events / (await Copy(connection, server.OrgId, events)).TotalSeconds);

        var copy = Median(copies);
        List<IReadOnlyList<string>> rows = [["bare COPY into events", "1", Text(copy), "1.000"]];
        foreach (var (name, batch) in Variants)
        {
            foreach (var clients in new[] { 1, 8 })
            {
                await context.Progress.WriteLineAsync($"ingest: {name}, {clients} clients");
                var count = batch == 1 ? events / 10 : events;
                var rates = new List<double>();
                for (var round = 0; round < Rounds; round++)
                    rates.Add(count / (await Send(server, clients, count, batch)).TotalSeconds);

                rows.Add([name, clients.ToString(CultureInfo.InvariantCulture), Text(Median(rates)), (Median(rates) / copy).ToString("0.000", CultureInfo.InvariantCulture)]);
            }
        }

        var (p50, p99) = await Latency(server);
        return new BenchTable("ingest", ["way in", "clients", "events/s", "ratio to COPY"], rows,
        [
            $"Message events with text and external id; {events} a round, a tenth of it one by one; medians of {Rounds} rounds over HTTP, workers off.",
            "The bare COPY writes the same rows into the same table with its indexes and figures, without fingerprints, live rows and HTTP.",
            $"From the request until events/stream shows the event, one by one: p50 {Text(p50)} ms, p99 {Text(p99)} ms of {Probes}.",
        ]);
    }

    private static async Task<TimeSpan> Send(BenchServer server, int clients, int count, int batch)
    {
        var run = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
        var next = -batch;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            for (var from = Interlocked.Add(ref next, batch); from < count; from = Interlocked.Add(ref next, batch))
            {
                using var body = new StringContent(batch == 1 ? Event(run, from) : $$"""{"events":[{{string.Join(',', Enumerable.Range(from, batch).Select(n => Event(run, n)))}}]}""",
                    Encoding.UTF8, "application/json");
                (await server.Http.PostAsync(batch == 1 ? "/api/v1/events" : "/api/v1/events/batch", body)).EnsureSuccessStatusCode();
            }
        }));
        return Stopwatch.GetElapsedTime(start);
    }

    private static string Event(string run, int number) =>
        $$"""{"eventType":"message.received","externalId":"{{run}}-{{number}}","contentType":"text","textContent":"message number {{number}} of a run","chatId":"chat-{{number % 100}}"}""";

    private static async Task<TimeSpan> Copy(NpgsqlConnection connection, string orgId, int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var start = Stopwatch.GetTimestamp();
        await using (var writer = await connection.BeginBinaryImportAsync(
            "copy events (id, org_id, external_id, channel, event_type, content_type, text_content, chat_id, received_at, created_at) from stdin (format binary)"))
        {
            for (var number = 0; number < count; number++)
            {
                await writer.StartRowAsync();
                await writer.WriteAsync(Guid.CreateVersion7(now));
                foreach (var text in new[] { orgId, $"{now.Ticks}-{number}", "custom", "message.received", "text", $"message number {number} of a run", $"chat-{number % 100}" })
                    await writer.WriteAsync(text);

                await writer.WriteAsync(now);
                await writer.WriteAsync(now);
            }

            await writer.CompleteAsync();
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private static async Task<(double P50, double P99)> Latency(BenchServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events/stream");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await server.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await reader.ReadLineAsync();

        var times = new List<double>();
        for (var probe = 0; probe < Probes; probe++)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await server.Http.PostAsJsonAsync("/api/v1/events", new { eventType = "custom.probe" });
            var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString() ?? "";
            while (await reader.ReadLineAsync() is { } line && !line.Contains(id, StringComparison.Ordinal))
            {
            }

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return (times[times.Count / 2], times[(int)(times.Count * 0.99)]);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
