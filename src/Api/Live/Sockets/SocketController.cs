using Hivemind.Api.Common;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Live.Sockets;

/// <summary>Where sockets are opened. Everything after the upgrade is told in the socket, a missing credential too.</summary>
[ApiController]
[AllowAnonymous]
[Tags("ws")]
public sealed class SocketController : ControllerBase
{
    /// <summary>Opens a WebSocket: subscribe to channels, talk, and be seen as online.</summary>
    /// <remarks>
    /// Messages are JSON objects with a type: subscribe, unsubscribe, ping, chat_message, task_chat_message. A socket without a valid
    /// credential is closed with 4001, one too many of a principal with 4029, one that does not read with 4008.
    /// </remarks>
    /// <param name="token">A credential or stream ticket, where headers cannot be set.</param>
    [HttpGet("/ws", Name = "open_socket")]
    [ProducesResponseType(StatusCodes.Status101SwitchingProtocols)]
    public IActionResult Open(string? token) => Upgrade();

    /// <summary>Opens a WebSocket, as the route at the root does.</summary>
    /// <param name="token">A credential or stream ticket, where headers cannot be set.</param>
    [HttpGet("/api/v1/ws", Name = "open_api_socket")]
    [ProducesResponseType(StatusCodes.Status101SwitchingProtocols)]
    public IActionResult OpenApi(string? token) => Upgrade();

    private SocketResult Upgrade() => HttpContext.WebSockets.IsWebSocketRequest
        ? new SocketResult()
        : throw new HivemindException(ErrorCode.Validation, "This route is opened as a WebSocket.");
}

/// <summary>Answers with a socket, which begins once the request's pipeline is done: see <see cref="LiveStreamMiddleware"/>.</summary>
internal sealed class SocketResult : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var call = http.RequestServices.GetRequiredService<CallContext>();
        var sessions = http.RequestServices.GetRequiredService<SocketSessions>();
        var client = http.Features.GetRequiredFeature<RequestClock>().Stop();
        var caller = new SocketCaller(OwnOrigin.Allows(http) ? call.Principal : null, call.Ip, call.UserAgent);

        http.Features.Set(new PendingSocket(upgraded => sessions.Run(upgraded, caller), client));
        return Task.CompletedTask;
    }
}

/// <summary>A socket that the pipeline has decided on and that still has to run.</summary>
internal sealed record PendingSocket(Func<HttpContext, Task> Run, CancellationToken Client);

/// <summary>Who opened a socket, and from where; nobody when there is no valid credential.</summary>
internal sealed record SocketCaller(Principal? Principal, string? Ip, string? UserAgent);
