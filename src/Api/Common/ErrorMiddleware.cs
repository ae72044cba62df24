using System.Data.Common;
using System.Net.Sockets;
using System.Text;
using Hivemind.Application.Embeddings;
using Hivemind.Domain.Common;

namespace Hivemind.Api.Common;

/// <summary>Outermost: the only place where an exception becomes a status, and where a request ends after its time.</summary>
internal sealed partial class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> logger, HttpLimits limits)
{
    private const string AdminShutdown = "57P01";
    private const string CrashShutdown = "57P02";
    private const string CannotConnectNow = "57P03";

    public async Task Invoke(HttpContext context)
    {
        var client = context.RequestAborted;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(client);
        timeout.CancelAfter(limits.RequestTime);
        context.RequestAborted = timeout.Token;
        context.Features.Set(new RequestClock(timeout, client));

        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
                await WriteStatus(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && !client.IsCancellationRequested)
        {
            var isLate = timeout.IsCancellationRequested;
            context.RequestAborted = client;
            await Problem.Write(context, Translate(exception, context, isLate));
        }
        catch (OperationCanceledException) when (client.IsCancellationRequested)
        {
            LogAbandoned(logger, context.Request.Path);
        }
    }

    private static Task WriteStatus(HttpContext context)
    {
        var status = context.Response.StatusCode;
        return Problem.Write(context, ErrorStatus.CodeOf(status), status switch
        {
            404 => "There is nothing here.",
            405 => "This method is not allowed here.",
            415 => "The body must be application/json.",
            _ => "The request could not be handled.",
        });
    }

    private HivemindException Translate(Exception exception, HttpContext context, bool isLate)
    {
        switch (exception)
        {
            case HivemindException refusal:
                return refusal;
            case BadHttpRequestException { StatusCode: 413 }:
                return new HivemindException(ErrorCode.PayloadTooLarge, "The body is larger than 10 MB.");
            case BadHttpRequestException or DecoderFallbackException: // a body in another encoding than it says
                return new HivemindException(ErrorCode.Validation, "The request could not be read.");
            case EmbeddingUnavailableException:
                LogUpstream(logger, exception.Message);
                return new HivemindException(ErrorCode.Upstream, "The embedding service did not answer.");
            case OperationCanceledException when isLate:
                return new HivemindException(ErrorCode.RequestTimeout, "The request took too long.");
            case DbException { IsTransient: true } or DbException { InnerException: SocketException or IOException or TimeoutException }
                or DbException { SqlState: AdminShutdown or CrashShutdown or CannotConnectNow }
                or InvalidOperationException { Source: "Npgsql" }: // a connection that broke between two statements
                LogUnavailable(logger, exception);
                return new HivemindException(ErrorCode.Unavailable, "The database is not reachable.");
            default:
                LogFailed(logger, exception, context.Request.Method, context.Request.Path);
                return new HivemindException(ErrorCode.Internal, "Something went wrong on our side. The trace id leads to the log.");
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, string method, string path);

    [LoggerMessage(2, LogLevel.Warning, "The database did not answer")]
    private static partial void LogUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "The embedding service did not answer: {Reason}")]
    private static partial void LogUpstream(ILogger logger, string reason);

    [LoggerMessage(4, LogLevel.Debug, "The client left {Path}")]
    private static partial void LogAbandoned(ILogger logger, string path);
}

/// <summary>How long a request may take and how large it may be.</summary>
public sealed record HttpLimits(TimeSpan RequestTime, long BodyBytes)
{
    public static readonly HttpLimits Default = new(TimeSpan.FromSeconds(30), 10 * 1024 * 1024);
}

/// <summary>Lets a stream or a socket step out of the request's time limit.</summary>
internal sealed class RequestClock(CancellationTokenSource timeout, CancellationToken client)
{
    /// <summary>No limit from here on; the token that ends with the client.</summary>
    public CancellationToken Stop()
    {
        timeout.CancelAfter(Timeout.InfiniteTimeSpan);
        return client;
    }
}
