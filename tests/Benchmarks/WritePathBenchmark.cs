using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hivemind.Benchmarks;

/// <summary>Contributions and approvals per second over HTTP, and what the live log and the webhooks cost, as ratios of one run.</summary>
internal static class WritePathBenchmark
{
    private const int Rounds = 5;
    private const int Texts = 120;

    private sealed record Variant(string Name, bool HasLog, bool HasOutbox);

    private static readonly Variant[] Variants =
    [
        new("whole", HasLog: true, HasOutbox: true),
        new("without the live log", HasLog: false, HasOutbox: true),
        new("without the webhooks", HasLog: true, HasOutbox: false),
        new("without both", HasLog: false, HasOutbox: false),
    ];

    public static async Task<BenchTable> Run(BenchContext context)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var clients in new[] { 1, 8 })
        {
            var measured = Variants.ToDictionary(variant => variant, _ => new List<(double Contributed, double Approved)>());
            for (var round = 0; round < Rounds; round++)
            {
                await context.Progress.WriteLineAsync($"write-path: {clients} clients, round {round + 1} of {Rounds}");
                foreach (var variant in Variants)
                    measured[variant].Add(await Measure(context, variant, clients, round));
            }

            var whole = Median(measured[Variants[0]].Select(pair => pair.Approved));
            foreach (var (variant, pairs) in measured)
            {
                var (contributed, approved) = (Median(pairs.Select(pair => pair.Contributed)), Median(pairs.Select(pair => pair.Approved)));
                rows.Add([variant.Name, clients.ToString(CultureInfo.InvariantCulture), Text(contributed), Text(approved), (approved / whole).ToString("0.00", CultureInfo.InvariantCulture)]);
            }
        }

        var steps = await WritePathSteps.Measure(context, WriteTexts.Make(Texts, seed: 99));
        return new BenchTable(
            "write-path",
            ["variant", "clients", "contributions/s", "approvals/s", "approvals, ratio to whole"],
            rows,
            [
                $"Texts of about 120 words made from a word list, {Texts} a round; medians of {Rounds} interleaved rounds; one webhook endpoint that nobody serves, so deliveries are queued and not sent.",
                "Without: the port is replaced by one that does nothing.",
                $"Share of a contribution's time by step, one client: {steps}.",
            ]);
    }

    private static async Task<(double Contributed, double Approved)> Measure(BenchContext context, Variant variant, int clients, int round)
    {
        await using var server = await BenchServer.Start(context.ConnectionString, services =>
        {
            services.Configure<DeploymentOptions>(options => options.JobsEnabled = false);
            if (!variant.HasLog)
                services.Replace(ServiceDescriptor.Scoped<ILiveLog, NoLog>());

            if (!variant.HasOutbox)
                services.Replace(ServiceDescriptor.Scoped<IWebhookOutbox, NoOutbox>());
        });
        (await server.Http.PostAsJsonAsync("/api/v1/webhook-endpoints", new { url = "https://hooks.example.com/" })).EnsureSuccessStatusCode();
        var texts = WriteTexts.Make(Texts, seed: (round * 1000) + (clients * 100) + Array.IndexOf(Variants, variant));

        var ids = new Guid[texts.Count];
        var contributing = await Time(clients, texts.Count, async index =>
        {
            var answer = await server.Http.PostAsJsonAsync("/api/v1/contributions", new { content = texts[index], category = "general" });
            answer.EnsureSuccessStatusCode();
            ids[index] = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("contribution_id").GetGuid();
        });
        var approving = await Time(clients, ids.Length, async index =>
            (await server.Http.PostAsync($"/api/v1/contributions/{ids[index]}/approve", null)).EnsureSuccessStatusCode());

        return (texts.Count / contributing.TotalSeconds, texts.Count / approving.TotalSeconds);
    }

    private static async Task<TimeSpan> Time(int clients, int count, Func<int, Task> work)
    {
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            for (var index = Interlocked.Increment(ref next); index < count; index = Interlocked.Increment(ref next))
                await work(index);
        }));
        return Stopwatch.GetElapsedTime(start);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private sealed class NoLog : ILiveLog
    {
        public Task Append(LiveMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task Append(IReadOnlyList<LiveMessage> messages, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class NoOutbox : IWebhookOutbox
    {
        public Task Add(string orgId, string eventName, object payload, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
