using Hivemind.Api.Common;
using Hivemind.Api.Live.Sockets;
using Microsoft.AspNetCore.Http.Features;

namespace Hivemind.Api.Live;

/// <summary>
/// Outermost: runs a stream after everything that prepared it has returned. An open stream lasts for hours; kept inside the pipeline
/// it would hold the request's services, its timeout and a state machine of every layer.
/// </summary>
internal sealed class LiveStreamMiddleware(RequestDelegate next)
{
    public async Task Invoke(HttpContext context)
    {
        await next(context);

        if (context.Features.Get<PendingStream>() is { } pending)
        {
            await Release(context, pending.Client);
            await StreamOutput.Run(context, pending);
        }
        else if (context.Features.Get<PendingSocket>() is { } socket)
        {
            await Release(context, socket.Client);
            await socket.Run(context);
        }
    }

    private static ValueTask Release(HttpContext context, CancellationToken client)
    {
        context.RequestAborted = client; // not the one with the time limit, which is disposed by now
        context.SetEndpoint(null);
        context.Features.Set<PendingStream>(null);
        context.Features.Set<PendingSocket>(null);
        context.Features.Set<RequestClock>(null);
        context.Features.Set<IRouteValuesFeature>(null);
        return context.Features.Get<IServiceProvidersFeature>() is IAsyncDisposable scope ? scope.DisposeAsync() : default;
    }
}
