using Hivemind.Application.Work.Analytics;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Work;

[ApiController]
[Route("api/v1/dashboard/summary")]
[Tags("dashboard")]
[Produces("application/json")]
public sealed class DashboardSummaryController(IMediator mediator) : ControllerBase
{
    /// <summary>How busy the whole deployment is, for anybody, in numbers only; with scope=org and a credential, how busy the own organisation is.</summary>
    [HttpGet(Name = "get_dashboard_summary")]
    [AllowAnonymous]
    [ProducesResponseType<DashboardSummary>(200)]
    [OpenApi.Refuses(401)]
    public Task<DashboardSummary> Get(SummaryScope? scope, CancellationToken cancellationToken) =>
        mediator.Send(new GetDashboardSummary(scope), cancellationToken);
}
