using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Work.Chat;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Work;

[ApiController]
[Route("api/v1/chat")]
[Tags("chat")]
[Produces("application/json")]
public sealed class ChatController(IMediator mediator) : ControllerBase
{
    /// <summary>Says something to an agent, which answers by a run. Without a conversation it begins one.</summary>
    [HttpPost(Name = "send_chat")]
    [Idempotent]
    [Refuses(409)]
    [ProducesResponseType<ChatAnswer>(202)]
    public async Task<IActionResult> Send(ChatMessage body, string? sessionId, Guid? conversationId, CancellationToken cancellationToken) =>
        Accepted(await mediator.Send(new SendChat(body.Message, body.Agent, sessionId, conversationId), cancellationToken));
}

/// <summary>A message to an agent of the catalogue; default planning.</summary>
public sealed record ChatMessage(string Message, string? Agent);
