using System.Diagnostics;
using Hivemind.Domain.Common;
using MediatR;
using Microsoft.Extensions.Logging;

namespace Hivemind.Application.Messaging;

/// <summary>Outermost: a trace span and one debug line per request. Names and times only, never contents.</summary>
internal sealed partial class TimingBehavior<TRequest, TResponse>(ILogger<TimingBehavior<TRequest, TResponse>> logger, TimeProvider time)
    : IPipelineBehavior<TRequest, TResponse>
{
    private static readonly string Name = typeof(TRequest).Name;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        using var activity = Telemetry.Source.StartActivity(Name);
        var start = time.GetTimestamp();
        try
        {
            var response = await next();
            LogHandled(logger, Name, time.GetElapsedTime(start).TotalMilliseconds);
            return response;
        }
        catch (HivemindException refusal)
        {
            activity?.SetTag("hivemind.code", refusal.Code);
            LogRefused(logger, Name, refusal.Code, time.GetElapsedTime(start).TotalMilliseconds);
            throw;
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "Handled {Request} in {Milliseconds:0.0} ms")]
    private static partial void LogHandled(ILogger logger, string request, double milliseconds);

    [LoggerMessage(2, LogLevel.Debug, "Refused {Request} with {Code} after {Milliseconds:0.0} ms")]
    private static partial void LogRefused(ILogger logger, string request, string code, double milliseconds);
}

/// <summary>The trace source of the use cases.</summary>
public static class Telemetry
{
    public const string SourceName = "Hivemind";

    public static readonly ActivitySource Source = new(SourceName);
}
