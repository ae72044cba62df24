using Hivemind.Api.Common;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Figures;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Traffic;

[ApiController, CamelCase, Limited(LimitedAttribute.EventReads)]
[Tags("dashboard")]
[Produces("application/json")]
public sealed class OverviewController(IMediator mediator) : ControllerBase
{
    /// <summary>The whole overview of the traffic, read in one snapshot: every number equals that of its own route.</summary>
    [HttpGet("api/v1/dashboard", Name = "get_dashboard")]
    [ProducesResponseType<DashboardView>(200)]
    public Task<DashboardView> Dashboard(CancellationToken cancellationToken) => mediator.Send(new GetDashboard(), cancellationToken);
}
