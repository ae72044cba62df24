using System.Net;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Hivemind.Infrastructure.Embeddings.OpenAi;

/// <summary>
/// How a failing service is treated: three more attempts with growing, jittered pauses or after the pause it asks for;
/// and when half of its last answers were failures, it is left alone for a while and callers hear so at once.
/// </summary>
internal static partial class OpenAiResilience
{
    /// <summary>A caller waits no longer than this for one pause; a service that asks for more has failed.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public static ResiliencePipeline<HttpResponseMessage> Pipeline(TimeSpan timeout, TimeProvider time, ILogger logger) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = arguments => new(Failed(arguments.Outcome) && !(AskedPause(arguments.Outcome, time) > LongestPause)),
                DelayGenerator = arguments => new(AskedPause(arguments.Outcome, time)),
                OnRetry = arguments =>
                {
                    LogRetry(logger, arguments.AttemptNumber + 1, (int?)arguments.Outcome.Result?.StatusCode, arguments.RetryDelay);
                    arguments.Outcome.Result?.Dispose();
                    return default;
                },
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 8,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(10),
                ShouldHandle = arguments => new(Failed(arguments.Outcome)),
            })
            .AddTimeout(timeout)
            .Build();

    private static bool Failed(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or TimeoutRejectedException
        || outcome.Result?.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            or >= HttpStatusCode.InternalServerError;

    private static TimeSpan? AskedPause(Outcome<HttpResponseMessage> outcome, TimeProvider time)
    {
        var asked = outcome.Result?.Headers.RetryAfter;
        var pause = asked?.Delta ?? asked?.Date - time.GetUtcNow();

        return pause > TimeSpan.Zero ? pause : null;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The embedding service failed attempt {Attempt} with status {Status}, trying again in {Pause}")]
    private static partial void LogRetry(ILogger logger, int attempt, int? status, TimeSpan pause);
}
