using Hivemind.Api.Common;
using Hivemind.Application.Live;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Live;

/// <summary>Answers with a stream of server-sent events, which begins once the request's pipeline is done: see <see cref="LiveStreamMiddleware"/>.</summary>
internal sealed class LiveStreamResult(ILiveStream stream) : IActionResult
{
    /// <summary>Where the client says that it stopped; comes before the parameter of the same meaning.</summary>
    public static string? ResumeHeader(HttpRequest request) => request.Headers["Last-Event-ID"].FirstOrDefault();

    public Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var client = http.Features.GetRequiredFeature<RequestClock>().Stop();

        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache, no-transform";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Features.Set(new PendingStream(stream, client));
        return Task.CompletedTask;
    }
}

/// <summary>A stream that the pipeline has decided on and that still has to run.</summary>
internal sealed record PendingStream(ILiveStream Stream, CancellationToken Client);
