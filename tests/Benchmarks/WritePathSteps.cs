using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Embeddings;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Safety;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Hivemind.Benchmarks;

/// <summary>Where the time of one contribution goes: the steps that compute, one by one, and the rest, which is HTTP and SQL.</summary>
internal static class WritePathSteps
{
    public static async Task<string> Measure(BenchContext context, IReadOnlyList<string> texts)
    {
        var clock = new EmbeddingTime();
        await using var server = await BenchServer.Start(context.ConnectionString, services =>
        {
            services.Configure<DeploymentOptions>(options => options.JobsEnabled = false);
            var inner = services.Last(service => service.ServiceType == typeof(IEmbedder));
            services.Replace(ServiceDescriptor.Singleton<IEmbedder>(provider =>
                clock.Around((IEmbedder)(inner.ImplementationFactory?.Invoke(provider) ?? throw new InvalidOperationException("The embedder is registered by a factory.")))));
        });

        var start = Stopwatch.GetTimestamp();
        foreach (var text in texts)
            (await server.Http.PostAsJsonAsync("/api/v1/contributions", new { content = text, category = "general" })).EnsureSuccessStatusCode();

        var whole = Stopwatch.GetElapsedTime(start);
        var injection = Time(() => texts.Sum(InjectionScore.Of));
        var redaction = Time(() => texts.Sum(text => SensitiveContent.Redact(text, RuleBasedEntities.Recognise).Placeholders));
        var signature = Time(() => texts.Sum(text => (double)MinHash.Signature(text)[0]));
        var rest = whole - injection - redaction - signature - clock.Spent;

        return string.Join(", ", new (string Name, TimeSpan Time)[]
        {
            ("embedding", clock.Spent), ("redaction", redaction), ("injection scan", injection), ("MinHash", signature), ("HTTP, duplicate search and SQL", rest),
        }.Select(step => $"{step.Name} {(step.Time / whole).ToString("P0", CultureInfo.InvariantCulture)}"));
    }

    private static TimeSpan Time(Func<double> work)
    {
        work();
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start);
    }

    private sealed class EmbeddingTime
    {
        private long _ticks;

        public TimeSpan Spent => new(Volatile.Read(ref _ticks));

        public IEmbedder Around(IEmbedder inner) => new Timed(this, inner);

        private async Task<T> Count<T>(Task<T> work)
        {
            var start = Stopwatch.GetTimestamp();
            var result = await work;
            Interlocked.Add(ref _ticks, Stopwatch.GetElapsedTime(start).Ticks);
            return result;
        }

        private sealed class Timed(EmbeddingTime clock, IEmbedder inner) : IEmbedder
        {
            public EmbeddingModel Model => inner.Model;

            public Task<float[]> EmbedQuery(string text, CancellationToken cancellationToken) => clock.Count(inner.EmbedQuery(text, cancellationToken));

            public Task<IReadOnlyList<float[]>> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
                clock.Count(inner.Embed(texts, cancellationToken));

            public bool SeesTokens => inner.SeesTokens;

            public Task<IReadOnlyList<TextEmbedding>> EmbedTokens(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
                clock.Count(inner.EmbedTokens(texts, cancellationToken));

            public IReadOnlyList<string> Chunk(string text) => inner.Chunk(text);
        }
    }
}
