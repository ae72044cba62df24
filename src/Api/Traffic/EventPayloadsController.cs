using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Links;
using Hivemind.Application.Traffic.Payloads;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hivemind.Api.Traffic;

[ApiController, CamelCase]
[Route("api/v1/events/{id:guid}")]
[Tags("events")]
[Produces("application/json")]
public sealed class EventPayloadsController(IMediator mediator) : ControllerBase
{
    /// <summary>What led to the event and what came of it: events, webhooks, automations, runs and dead letters.</summary>
    [HttpGet("links", Name = "get_event_links")]
    [ProducesResponseType<EventLinks>(200)]
    public Task<EventLinks> Links(Guid id, CancellationToken cancellationToken) => mediator.Send(new GetEventLinks(id), cancellationToken);

    /// <summary>The payloads kept of the event, oldest first, without their text.</summary>
    [HttpGet("payloads", Name = "list_event_payloads")]
    [ProducesResponseType<PayloadList>(200)]
    public Task<PayloadList> List(Guid id, CancellationToken cancellationToken) => mediator.Send(new ListEventPayloads(id), cancellationToken);

    /// <summary>The newest payload of a stage, with its text.</summary>
    [HttpGet("payloads/{stage}", Name = "get_event_payload")]
    [ProducesResponseType<OpenPayloadView>(200)]
    public Task<OpenPayloadView> Get(Guid id, string stage, CancellationToken cancellationToken) =>
        mediator.Send(new GetEventPayload(id, stage), cancellationToken);

    /// <summary>Drops the text of all payloads of the event.</summary>
    [HttpDelete("payloads", Name = "delete_event_payloads")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> DeleteAll(
        Guid id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] DeletionReason? why, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteEventPayloads(id, null, why?.Reason), cancellationToken);
        return NoContent();
    }

    /// <summary>Drops the text of the payloads of one stage.</summary>
    [HttpDelete("payloads/{stage}", Name = "delete_event_payload")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Delete(
        Guid id, string stage, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] DeletionReason? why, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteEventPayloads(id, stage, why?.Reason), cancellationToken);
        return NoContent();
    }
}

/// <summary>Why something is deleted, in at most 500 characters.</summary>
[CamelCase]
public sealed record DeletionReason(string? Reason);
