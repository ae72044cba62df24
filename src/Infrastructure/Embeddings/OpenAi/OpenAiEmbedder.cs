using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Hivemind.Application.Embeddings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Polly;

namespace Hivemind.Infrastructure.Embeddings.OpenAi;

/// <summary>Vectors from any service with OpenAI's embeddings endpoint. Neither texts nor the key ever reach a log or a message.</summary>
internal sealed class OpenAiEmbedder : IEmbedder, IDisposable
{
    public const int BatchSize = 64;
    private const int MaxAnswerBytes = 64 << 20;

    private readonly HttpClient _http;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    private readonly Lazy<Uri> _address;
    private readonly string? _key;

    public OpenAiEmbedder(IOptions<EmbeddingOptions> options, TimeProvider time, ILogger<OpenAiEmbedder> logger)
    {
        var settings = options.Value;

        Model = new(settings.Model ?? "", settings.Revision ?? "", settings.Dimension ?? 0);
        _key = settings.ApiKey;
        _address = new(() => new($"{settings.BaseUrl?.AbsoluteUri.TrimEnd('/')}/embeddings"));
        _pipeline = OpenAiResilience.Pipeline(TimeSpan.FromSeconds(settings.TimeoutSeconds), time, logger);
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            MaxResponseContentBufferSize = MaxAnswerBytes,
            Timeout = Timeout.InfiniteTimeSpan, // the pipeline has its own, for each attempt
        };
    }

    public EmbeddingModel Model { get; }

    public async Task<float[]> EmbedQuery(string text, CancellationToken cancellationToken) =>
        (await EmbedBatch([text], cancellationToken))[0];

    public async Task<IReadOnlyList<float[]>> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var vectors = new List<float[]>(texts.Count);

        foreach (var batch in texts.Chunk(BatchSize))
            vectors.AddRange(await EmbedBatch(batch, cancellationToken));

        return vectors;
    }

    public IReadOnlyList<string> Chunk(string text) => Chunker.Split(text, EstimatedWords.Of(text), Chunker.ChunkTokens);

    public void Dispose() => _http.Dispose();

    private async Task<float[][]> EmbedBatch(string[] texts, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _pipeline.ExecuteAsync(async token => await Post(texts, token), cancellationToken);

            if (!response.IsSuccessStatusCode)
                throw new EmbeddingUnavailableException($"The embedding service answered with status {(int)response.StatusCode}.");

            var answer = await response.Content.ReadFromJsonAsync<OpenAiAnswer>(cancellationToken);
            return OpenAiAnswer.Vectors(answer, texts.Length, Model.Dimension);
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException)
        {
            throw new EmbeddingUnavailableException("The embedding service cannot be reached.", exception);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new EmbeddingUnavailableException("The embedding service answered with something else than vectors.");
        }
    }

    private async Task<HttpResponseMessage> Post(string[] texts, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address.Value);
        request.Content = JsonContent.Create(new { model = Model.Name, input = texts });

        if (!string.IsNullOrEmpty(_key))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);

        return await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
    }
}
