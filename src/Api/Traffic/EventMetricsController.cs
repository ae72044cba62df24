using Hivemind.Api.Common;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Figures;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Traffic;

[ApiController, CamelCase, Limited(LimitedAttribute.EventReads)]
[Tags("event-ops")]
[Produces("application/json")]
public sealed class EventMetricsController(IMediator mediator) : ControllerBase
{
    /// <summary>How the traffic is doing, in numbers that are exact now.</summary>
    [HttpGet("api/v1/event-ops/metrics", Name = "get_event_metrics")]
    [ProducesResponseType<EventMetricsView>(200)]
    public Task<EventMetricsView> Metrics(CancellationToken cancellationToken) => mediator.Send(new GetEventMetrics(), cancellationToken);
}
