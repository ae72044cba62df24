using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.Webhooks.Inbound;
using Hivemind.Domain.Webhooks.Inbound;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Webhooks;

[ApiController]
[Route("api/v1/webhooks")]
[Tags("webhooks")]
[Produces("application/json")]
public sealed class WebhooksController(IMediator mediator) : ControllerBase
{
    /// <summary>The sources of the organisation with their figures, newest first, without secrets.</summary>
    [HttpGet(Name = "list_webhook_sources")]
    [ProducesResponseType<OffsetList<WebhookSourceView>>(200)]
    public Task<OffsetList<WebhookSourceView>> List(
        WebhookProvider? provider, bool? enabled, int? offset, string? cursor, CancellationToken cancellationToken, int limit = 50) =>
        mediator.Send(new ListWebhookSources(provider, enabled, limit, offset, cursor), cancellationToken);

    /// <summary>Makes an address at which the organisation receives webhooks. Its secret is never shown again.</summary>
    [HttpPost(Name = "create_webhook_source")]
    [Idempotent]
    [ProducesResponseType<WebhookSourceView>(201)]
    public async Task<ActionResult<WebhookSourceView>> Create(CreateWebhookSource command, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(command, cancellationToken));

    /// <summary>How many sources there are and how much each has accepted.</summary>
    [HttpGet("stats", Name = "get_webhook_stats")]
    [ProducesResponseType<WebhookStats>(200)]
    public Task<WebhookStats> Stats(CancellationToken cancellationToken) => mediator.Send(new GetWebhookStats(), cancellationToken);

    /// <summary>Every source at a glance, by name.</summary>
    [HttpGet("status", Name = "get_webhook_status")]
    [ProducesResponseType<WebhookStatusList>(200)]
    public Task<WebhookStatusList> Status(CancellationToken cancellationToken) => mediator.Send(new GetWebhookStatus(), cancellationToken);

    /// <summary>One source with its figures, without its secret.</summary>
    [HttpGet("{id:guid}", Name = "get_webhook_source")]
    [ProducesResponseType<WebhookSourceView>(200)]
    public Task<WebhookSourceView> Get(Guid id, CancellationToken cancellationToken) => mediator.Send(new GetWebhookSource(id), cancellationToken);

    /// <summary>Changes what is given. Of a built-in source only secret and enabled can change.</summary>
    [HttpPatch("{id:guid}", Name = "update_webhook_source")]
    [ProducesResponseType<WebhookSourceView>(200)]
    [Refuses(409)]
    public Task<WebhookSourceView> Update(Guid id, WebhookSourceChange change, CancellationToken cancellationToken) =>
        mediator.Send(new UpdateWebhookSource(id, change), cancellationToken);

    /// <summary>Closes the address for good, with what it received. The events that it led to stay.</summary>
    [HttpDelete("{id:guid}", Name = "delete_webhook_source")]
    [ProducesResponseType(204)]
    [Refuses(409)]
    public async Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteWebhookSource(id), cancellationToken);
        return NoContent();
    }

    /// <summary>Opens the address. A built-in source needs a secret first.</summary>
    [HttpPost("{id:guid}/enable", Name = "enable_webhook_source")]
    [ProducesResponseType<WebhookSourceView>(200)]
    [Refuses(409)]
    public Task<WebhookSourceView> Enable(Guid id, CancellationToken cancellationToken) => mediator.Send(new SwitchWebhookSource(id, true), cancellationToken);

    /// <summary>Closes the address: it answers 404 until it is enabled again.</summary>
    [HttpPost("{id:guid}/disable", Name = "disable_webhook_source")]
    [ProducesResponseType<WebhookSourceView>(200)]
    public Task<WebhookSourceView> Disable(Guid id, CancellationToken cancellationToken) => mediator.Send(new SwitchWebhookSource(id, false), cancellationToken);
}
