using System.Diagnostics;

namespace Hivemind.Api.Operations;

/// <summary>One line per request: method, route, status and time. Never the query, a header or a body.</summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger, TimeProvider time)
{
    public async Task Invoke(HttpContext context)
    {
        var start = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var elapsed = time.GetElapsedTime(start).TotalMilliseconds;
            var traceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
            var level = context.Response.StatusCode >= 500 ? LogLevel.Error : LogLevel.Debug;
            LogRequest(logger, level, context.Request.Method, context.Request.Path, context.Response.StatusCode, elapsed, traceId);
        }
    }

    [LoggerMessage(EventId = 1, Message = "{Method} {Path} answered {Status} in {Milliseconds:0.0} ms ({TraceId})")]
    private static partial void LogRequest(ILogger logger, LogLevel level, string method, string path, int status, double milliseconds, string traceId);
}
