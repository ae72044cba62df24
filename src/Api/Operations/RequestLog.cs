using System.Diagnostics;
using System.Diagnostics.Metrics;
using Hivemind.Application.Messaging;

namespace Hivemind.Api.Operations;

/// <summary>One line and one measurement per request: method, path, status and time. Never the query, a header or a body.</summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger, TimeProvider time)
{
    private static readonly Meter Meter = new(Telemetry.SourceName);
    private static readonly Counter<long> Requests = Meter.CreateCounter<long>("hivemind_http_requests_total", description: "Requests answered.");
    private static readonly Histogram<double> Durations =
        Meter.CreateHistogram<double>("hivemind_http_request_duration_seconds", "s", "Time to the end of the answer, streams excepted.");

    public async Task Invoke(HttpContext context)
    {
        var start = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Record(context, time.GetElapsedTime(start).TotalSeconds);
        }
    }

    private void Record(HttpContext context, double seconds)
    {
        var status = context.Response.StatusCode;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        Requests.Add(1, new("method", context.Request.Method), new("route", route), new("status", status));

        if (context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) != true)
            Durations.Record(seconds, new("method", context.Request.Method), new("route", route));

        var traceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        LogRequest(logger, status >= 500 ? LogLevel.Error : LogLevel.Debug, context.Request.Method, context.Request.Path, status, seconds * 1000, traceId);
    }

    [LoggerMessage(EventId = 1, Message = "{Method} {Path} answered {Status} in {Milliseconds:0.0} ms ({TraceId})")]
    private static partial void LogRequest(ILogger logger, LogLevel level, string method, string path, int status, double milliseconds, string traceId);
}
