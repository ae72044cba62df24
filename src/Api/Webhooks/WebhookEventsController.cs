using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.Webhooks.Inbound;
using Hivemind.Domain.Webhooks.Inbound;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Webhooks;

[ApiController]
[Route("api/v1/webhooks")]
[Tags("webhooks")]
[Produces("application/json")]
public sealed class WebhookEventsController(IMediator mediator) : ControllerBase
{
    /// <summary>What the sources received, newest first, without payloads. Kept for 30 days.</summary>
    [HttpGet("events", Name = "list_webhook_events")]
    [ProducesResponseType<OffsetList<WebhookEventView>>(200)]
    public Task<OffsetList<WebhookEventView>> List(
        Guid? webhookId, WebhookOutcome? outcome, int? offset, string? cursor, CancellationToken cancellationToken, int limit = 50) =>
        mediator.Send(new ListWebhookEvents(webhookId, outcome, limit, offset, cursor), cancellationToken);

    /// <summary>One received delivery with its payload.</summary>
    [HttpGet("events/{id:guid}", Name = "get_webhook_event")]
    [ProducesResponseType<WebhookEventView>(200)]
    public Task<WebhookEventView> Get(Guid id, CancellationToken cancellationToken) => mediator.Send(new GetWebhookEvent(id), cancellationToken);

    /// <summary>Takes an accepted delivery once more, as if it had just arrived.</summary>
    [HttpPost("events/{id:guid}/replay", Name = "replay_webhook_event")]
    [ProducesResponseType<AcceptedWebhook>(202)]
    [Refuses(409)]
    public async Task<ActionResult<AcceptedWebhook>> Replay(Guid id, CancellationToken cancellationToken) =>
        Accepted(await mediator.Send(new ReplayWebhookEvent(id), cancellationToken));

    /// <summary>
    /// Takes what an outside service sends: JSON, or nothing. 202 once it is recorded; 200 for a handshake, a repeat, or Hivemind's own
    /// words. A source with a secret refuses what is not signed by it with 401. There is no other credential.
    /// </summary>
    [HttpPost("{id:guid}/receive", Name = "receive_webhook")]
    [AllowAnonymous]
    [ProducesResponseType<AcceptedWebhook>(202)]
    [ProducesResponseType<SkippedWebhook>(200)]
    [Refuses(401)]
    public async Task<IActionResult> Receive(Guid id, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        await Request.Body.CopyToAsync(body, cancellationToken);
        var headers = Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);

        var answer = await mediator.Send(new ReceiveWebhook(id, body.ToArray(), headers), cancellationToken);
        return answer switch
        {
            { Refusal: { } refusal } => throw refusal,
            { Accepted: { } accepted } => Accepted(accepted),
            _ => Ok(answer.Skipped),
        };
    }
}
