using System.Net.WebSockets;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Application.People.Presence;
using Hivemind.Domain.Common;
using MediatR;
using Microsoft.AspNetCore.Http.Features;

namespace Hivemind.Api.Live.Sockets;

/// <summary>Why the server ends a socket, as clients see it.</summary>
internal static class SocketClose
{
    public const int ServerStopping = 1001;
    public const int TooLarge = 1009;
    public const int ServerFailed = 1011;
    public const int Unauthorized = 4001;
    public const int TooSlow = 4008;
    public const int TooMany = 4029;

    public static int Of(StreamEnd end) => end switch
    {
        StreamEnd.ServerStopping => ServerStopping,
        StreamEnd.CredentialEnded => Unauthorized,
        StreamEnd.TooSlow => TooSlow,
        StreamEnd.Failed => ServerFailed,
        _ => (int)WebSocketCloseStatus.NormalClosure,
    };
}

/// <summary>Upgrades, says who is there, lets the session run, and says who is gone.</summary>
internal sealed partial class SocketSessions(
    ILiveStreams streams, IServiceScopeFactory scopes, TimeProvider time, ILogger<SocketSessions> logger)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    public async Task Run(HttpContext context, SocketCaller caller)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var stream = (context.Features.Get<IHttpUpgradeFeature>() as SharedUpgrade)?.Stream
            ?? throw new InvalidOperationException("The connection was upgraded by somebody else.");

        var id = Guid.CreateVersion7(time.GetUtcNow());
        var requests = new SocketRequests(scopes, caller);
        try
        {
            var (code, receiving) = caller.Principal is null
                ? (SocketClose.Unauthorized, Task.CompletedTask)
                : await Serve(context, socket, stream, requests, id);
            await Close(socket, code, receiving);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            LogBroken(logger, exception.Message);
        }
        finally
        {
            if (socket.State is not WebSocketState.Closed)
                context.Abort();

            if (caller.Principal is not null)
                await SayGone(requests, id);
        }
    }

    private async Task<(int Code, Task Receiving)> Serve(HttpContext context, WebSocket socket, SharedStream stream, SocketRequests requests, Guid id)
    {
        try
        {
            await requests.Send(new OpenConnection(id), context.RequestAborted);
        }
        catch (HivemindException refusal) when (refusal.Code == ErrorCode.RateLimited)
        {
            return (SocketClose.TooMany, Task.CompletedTask);
        }

        using var output = new SocketOutput(stream, context, Farewell);
        var live = streams.OpenSocket(await requests.Send(new OpenSocket(), context.RequestAborted), output);
        var receiving = new SocketSession(socket, live, requests, time, logger).Receive();
        var first = await Task.WhenAny(receiving, live.Ended);
        live.Close(StreamEnd.ClientLeft); // unless it is closed already
        var end = await live.Ended;
        return (first == receiving && await receiving is { } code ? code : SocketClose.Of(end), receiving);
    }

    // The client answers with its own close; one that does not within a moment is left.
    private static async Task Close(WebSocket socket, int code, Task receiving)
    {
        using var patience = new CancellationTokenSource(Farewell);
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, null, patience.Token);

        await receiving.WaitAsync(patience.Token);
        var rest = new byte[1024];
        while (socket.State is WebSocketState.CloseSent)
            await socket.ReceiveAsync(rest.AsMemory(), patience.Token);
    }

    private async Task SayGone(SocketRequests requests, Guid id)
    {
        try
        {
            await requests.Send(new CloseConnection(id), CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogLeftBehind(logger, exception); // the sweep finds it
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "A socket broke: {Reason}")]
    private static partial void LogBroken(ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Warning, "A closed socket could not be taken off the list of open ones")]
    private static partial void LogLeftBehind(ILogger logger, Exception exception);
}

/// <summary>Sends requests as the one who opened the socket, each in a scope of its own.</summary>
internal sealed class SocketRequests(IServiceScopeFactory scopes, SocketCaller caller)
{
    public async Task<T> Send<T>(IRequest<T> request, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var call = scope.ServiceProvider.GetRequiredService<CallContext>();
        (call.Principal, call.Ip, call.UserAgent) = (caller.Principal, caller.Ip, caller.UserAgent);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }
}
