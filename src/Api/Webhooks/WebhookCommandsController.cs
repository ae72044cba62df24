using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.Webhooks.Inbound;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Webhooks;

[ApiController]
[Route("api/v1/webhooks/{id:guid}/commands")]
[Tags("webhooks")]
[Produces("application/json")]
public sealed class WebhookCommandsController(IMediator mediator) : ControllerBase
{
    /// <summary>The commands of a source, in the order they were added.</summary>
    [HttpGet(Name = "list_webhook_commands")]
    [ProducesResponseType<OffsetList<WebhookCommandView>>(200)]
    public Task<OffsetList<WebhookCommandView>> List(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new ListWebhookCommands(id), cancellationToken);

    /// <summary>Lets texts that arrive at the source give one more command.</summary>
    [HttpPost(Name = "add_webhook_command")]
    [Idempotent]
    [ProducesResponseType<WebhookCommandView>(201)]
    public async Task<ActionResult<WebhookCommandView>> Add(Guid id, WebhookCommandInput input, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(new AddWebhookCommand(id, input), cancellationToken));

    /// <summary>Changes what is given.</summary>
    [HttpPatch("{command_id:guid}", Name = "update_webhook_command")]
    [ProducesResponseType<WebhookCommandView>(200)]
    [Refuses(409)]
    public Task<WebhookCommandView> Update(
        Guid id, [FromRoute(Name = "command_id")] Guid commandId, WebhookCommandInput input, CancellationToken cancellationToken) =>
        mediator.Send(new UpdateWebhookCommand(id, commandId, input), cancellationToken);

    /// <summary>Takes the command away. The default command stays.</summary>
    [HttpDelete("{command_id:guid}", Name = "delete_webhook_command")]
    [ProducesResponseType(204)]
    [Refuses(409)]
    public async Task<IActionResult> Delete(Guid id, [FromRoute(Name = "command_id")] Guid commandId, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteWebhookCommand(id, commandId), cancellationToken);
        return NoContent();
    }
}
