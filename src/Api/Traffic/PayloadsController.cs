using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Payloads;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Traffic;

[ApiController, CamelCase]
[Route("api/v1")]
[Produces("application/json")]
public sealed class PayloadsController(IMediator mediator) : ControllerBase
{
    /// <summary>What is kept of payloads, by event type; * stands for all types without a row of their own.</summary>
    [HttpGet("payload-config", Name = "list_payload_config")]
    [Tags("payload-config")]
    [ProducesResponseType<PayloadConfigList>(200)]
    public Task<PayloadConfigList> ListConfig(CancellationToken cancellationToken) => mediator.Send(new ListPayloadConfigs(), cancellationToken);

    /// <summary>Says what is kept of a type's payloads from now on, and for how many days.</summary>
    [HttpPut("payload-config/{eventType}", Name = "set_payload_config")]
    [Tags("payload-config")]
    [ProducesResponseType<PayloadConfigView>(200)]
    public Task<PayloadConfigView> SetConfig(string eventType, PayloadConfigChange change, CancellationToken cancellationToken) =>
        mediator.Send(new SetPayloadConfig(eventType, change), cancellationToken);

    /// <summary>How many payloads the organisation keeps, and how much room they take.</summary>
    [HttpGet("payload-stats", Name = "get_payload_stats")]
    [Tags("payload-stats")]
    [ProducesResponseType<PayloadStats>(200)]
    public Task<PayloadStats> Stats(CancellationToken cancellationToken) => mediator.Send(new GetPayloadStats(), cancellationToken);
}
