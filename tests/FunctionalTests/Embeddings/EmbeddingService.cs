using System.Text.Json;
using Hivemind.Application.Embeddings;
using Hivemind.Infrastructure.Embeddings.OpenAi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hivemind.FunctionalTests.Embeddings;

/// <summary>A service with OpenAI's embeddings endpoint on the loopback, whose answers a test decides.</summary>
internal sealed class EmbeddingService : IAsyncDisposable
{
    public const int Dimension = 3;

    private readonly WebApplication _app;

    private EmbeddingService(WebApplication app) => _app = app;

    /// <summary>The embedder of a service that is not there.</summary>
    public static OpenAiEmbedder Absent { get; } = EmbedderOf(new("http://127.0.0.1:1/v1"), 5);

    /// <summary>The texts of each request so far, and the key it came with.</summary>
    public List<(string[] Texts, string Model, string? Authorization)> Requests { get; } = [];

    public Uri Address => new($"{_app.Urls.Single()}/v1/");

    /// <summary>Starts a service that answers its n-th request, counted from 0, as told.</summary>
    public static async Task<EmbeddingService> Start(Func<int, string[], HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        var service = new EmbeddingService(builder.Build());
        service._app.MapPost("/v1/embeddings", async (JsonElement body, HttpContext context) =>
        {
            var texts = body.GetProperty("input").Deserialize<string[]>() ?? [];
            var model = body.GetProperty("model").GetString() ?? "";
            int number;

            lock (service.Requests)
            {
                number = service.Requests.Count;
                service.Requests.Add((texts, model, context.Request.Headers.Authorization));
            }

            await answer(number, texts, context);
        });

        await service._app.StartAsync();
        return service;
    }

    /// <summary>One vector for each text: its length, 1 and 0.</summary>
    public static Task Good(string[] texts, HttpContext context) =>
        context.Response.WriteAsJsonAsync(new
        {
            data = texts.Select((text, index) => new { index, embedding = new float[] { text.Length, 1, 0 } }),
        });

    public static Task Status(int status, HttpContext context)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync("secret words of the service");
    }

    public OpenAiEmbedder Embedder(double timeoutSeconds = 10) => EmbedderOf(Address, timeoutSeconds);

    private static OpenAiEmbedder EmbedderOf(Uri address, double timeoutSeconds) => new(
        Options.Create(new EmbeddingOptions
        {
            Provider = EmbeddingOptions.OpenAi,
            Model = "some-model",
            Revision = "1",
            Dimension = Dimension,
            BaseUrl = address,
            ApiKey = "hidden-key",
            TimeoutSeconds = timeoutSeconds,
        }),
        TimeProvider.System,
        NullLogger<OpenAiEmbedder>.Instance);

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
