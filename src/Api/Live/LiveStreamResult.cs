using System.IO.Pipelines;
using Hivemind.Api.Common;
using Hivemind.Application.Live;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Live;

/// <summary>Answers with a stream of server-sent events: prepared bytes go straight into the response's pipe.</summary>
internal sealed class LiveStreamResult(ILiveStream stream) : IActionResult, ILiveOutput
{
    private HttpContext? _context;
    private PipeWriter? _body;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = _context = context.HttpContext;
        var client = http.Features.GetRequiredFeature<RequestClock>().Stop();

        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-cache, no-transform";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await http.Response.StartAsync(client);
        _body = http.Response.BodyWriter;

        await stream.Run(this, client);
    }

    public ValueTask Write(ReadOnlyMemory<byte> bytes)
    {
        if (_body is null)
            throw new InvalidOperationException("The response has not started.");

        var flush = _body.WriteAsync(bytes);
        return flush.IsCompletedSuccessfully ? default : Await(flush);
    }

    public void Abort() => _context?.Abort();

    private static async ValueTask Await(ValueTask<FlushResult> flush) => await flush;
}
