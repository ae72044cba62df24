using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.Webhooks;
using Hivemind.Domain.Webhooks;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Webhooks;

[ApiController]
[Route("api/v1/webhook-endpoints")]
[Tags("webhook-endpoints")]
[Produces("application/json")]
public sealed class WebhookEndpointsController(IMediator mediator) : ControllerBase
{
    /// <summary>The endpoints of the organisation, newest first, without their secrets.</summary>
    [HttpGet(Name = "list_webhook_endpoints")]
    [ProducesResponseType<OffsetList<WebhookEndpointView>>(200)]
    public Task<OffsetList<WebhookEndpointView>> List(bool? isActive, int? offset, string? cursor, CancellationToken cancellationToken, int limit = 50) =>
        mediator.Send(new ListWebhookEndpoints(isActive, limit, offset, cursor), cancellationToken);

    /// <summary>Subscribes an address to the organisation's events. The answer shows the signing secret once.</summary>
    [HttpPost(Name = "create_webhook_endpoint")]
    [Idempotent]
    [ResponseCache(NoStore = true)]
    [ProducesResponseType<NewWebhookEndpointView>(201)]
    public async Task<ActionResult<NewWebhookEndpointView>> Create(CreateWebhookEndpoint command, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(command, cancellationToken));

    /// <summary>One endpoint, without its secret.</summary>
    [HttpGet("{id:guid}", Name = "get_webhook_endpoint")]
    [ProducesResponseType<WebhookEndpointView>(200)]
    public Task<WebhookEndpointView> Get(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetWebhookEndpoint(id), cancellationToken);

    /// <summary>Changes what is given. Setting it active starts a disabled endpoint again; setting it inactive fails what waits for it.</summary>
    [HttpPatch("{id:guid}", Name = "update_webhook_endpoint")]
    [ProducesResponseType<WebhookEndpointView>(200)]
    public Task<WebhookEndpointView> Update(Guid id, WebhookEndpointChange change, CancellationToken cancellationToken) =>
        mediator.Send(new UpdateWebhookEndpoint(id, change), cancellationToken);

    /// <summary>Ends the subscription with its deliveries.</summary>
    [HttpDelete("{id:guid}", Name = "delete_webhook_endpoint")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteWebhookEndpoint(id), cancellationToken);
        return NoContent();
    }

    /// <summary>Gives the endpoint a new secret, shown once. The old one keeps signing beside it for 24 hours.</summary>
    [HttpPost("{id:guid}/rotate-secret", Name = "rotate_webhook_secret")]
    [ResponseCache(NoStore = true)]
    [ProducesResponseType<RotatedWebhookSecret>(200)]
    public Task<RotatedWebhookSecret> RotateSecret(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new RotateWebhookSecret(id), cancellationToken);

    /// <summary>The messages to the endpoint, newest first, without their attempts.</summary>
    [HttpGet("{id:guid}/deliveries", Name = "list_webhook_deliveries")]
    [ProducesResponseType<CursorList<WebhookDeliveryView>>(200)]
    public Task<CursorList<WebhookDeliveryView>> ListDeliveries(
        Guid id, DeliveryStatus? status, string? @event, DateTimeOffset? since, DateTimeOffset? until, string? cursor,
        CancellationToken cancellationToken, int limit = 50) =>
        mediator.Send(new ListWebhookDeliveries(id, status, @event, since, until, limit, cursor), cancellationToken);

    /// <summary>Starts the failed deliveries of a span of time again, by the time their message came to be.</summary>
    [HttpPost("{id:guid}/recover", Name = "recover_webhook_deliveries")]
    [ProducesResponseType<RecoveredDeliveries>(202)]
    [Refuses(409)]
    public async Task<ActionResult<RecoveredDeliveries>> Recover(Guid id, RecoverySpan span, CancellationToken cancellationToken) =>
        Accepted(await mediator.Send(new RecoverWebhookDeliveries(id, span.Since, span.Until), cancellationToken));
}

/// <summary>From since up to but without until; no until means now.</summary>
public sealed record RecoverySpan(DateTimeOffset Since, DateTimeOffset? Until);
