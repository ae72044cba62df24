using Hivemind.Api.OpenApi;
using Hivemind.Application.Webhooks;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Webhooks;

[ApiController]
[Route("api/v1/webhook-deliveries")]
[Tags("webhook-deliveries")]
[Produces("application/json")]
public sealed class WebhookDeliveriesController(IMediator mediator) : ControllerBase
{
    /// <summary>One message to an endpoint, with every attempt made.</summary>
    [HttpGet("{id:guid}", Name = "get_webhook_delivery")]
    [ProducesResponseType<WebhookDeliveryView>(200)]
    public Task<WebhookDeliveryView> Get(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetWebhookDelivery(id), cancellationToken);

    /// <summary>Sends the message again under the same id, also one that had arrived.</summary>
    [HttpPost("{id:guid}/redeliver", Name = "redeliver_webhook")]
    [ProducesResponseType<WebhookDeliveryView>(202)]
    [Refuses(409)]
    public async Task<ActionResult<WebhookDeliveryView>> Redeliver(Guid id, CancellationToken cancellationToken) =>
        Accepted(await mediator.Send(new RedeliverWebhook(id), cancellationToken));
}
