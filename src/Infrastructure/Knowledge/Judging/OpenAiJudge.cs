using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Hivemind.Application.Knowledge.Judging;
using Hivemind.Domain.Knowledge;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Hivemind.Infrastructure.Knowledge.Judging;

/// <summary>
/// Asks any service with OpenAI's chat completions. A question is asked once: whoever waits has rules to fall back on, and a service
/// that keeps failing is not asked for a while. Neither texts nor the key ever reach a log or a message.
/// </summary>
internal sealed class OpenAiJudge : ITextJudge, IDisposable
{
    private const int MaxAnswerBytes = 1 << 20;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly LlmOptions _options;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline _pipeline;

    public OpenAiJudge(IOptions<LlmOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            MaxResponseContentBufferSize = MaxAnswerBytes,
            Timeout = Timeout.InfiniteTimeSpan, // the pipeline has its own
        };
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 4,
                SamplingDuration = Rest,
                BreakDuration = Rest,
                ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>().Handle<TimeoutRejectedException>(),
            })
            .AddTimeout(TimeSpan.FromSeconds(_options.TimeoutSeconds))
            .Build();
    }

    public bool IsConfigured => _options.IsConfigured;

    public async Task<IReadOnlyList<JudgedText>> Confirm(JudgedText text, IReadOnlyList<JudgedText> candidates, CancellationToken cancellationToken) =>
        JudgeAnswer.Same(await Ask(JudgeQuestion.Confirm(text, candidates), cancellationToken), candidates);

    public async Task<ConflictAction> Compare(JudgedText text, JudgedText match, CancellationToken cancellationToken) =>
        JudgeAnswer.Action(await Ask(JudgeQuestion.Compare(text, match), cancellationToken));

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> Ask(JudgeQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async token => await Post(question, token), cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException)
        {
            var status = (exception as HttpRequestException)?.StatusCode;
            throw new JudgeUnavailableException(status is null ? "the language model cannot be reached" : $"the language model answered with status {(int)status}", exception);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new JudgeUnavailableException("the language model answered with something else than a judgement");
        }
    }

    private async Task<JsonElement> Post(JudgeQuestion question, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_options.BaseUrl?.AbsoluteUri.TrimEnd('/')}/chat/completions");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.ApiKey);
        request.Content = JsonContent.Create(new
        {
            model = _options.Model,
            temperature = 0,
            messages = new[] { new { role = "system", content = question.Task }, new { role = "user", content = question.Texts } },
        });

        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        if (response.StatusCode is not HttpStatusCode.OK)
            throw new HttpRequestException("not answered", null, response.StatusCode);

        return JudgeAnswer.Read(await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken));
    }
}
