using Hivemind.Application.Knowledge.Stats;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Knowledge;

[ApiController]
[Route("api/v1/stats")]
[Tags("stats")]
[Produces("application/json")]
public sealed class StatsController(IMediator mediator) : ControllerBase
{
    /// <summary>How much all organisations together know and use. Numbers only.</summary>
    [HttpGet("commons", Name = "get_commons_stats")]
    [ProducesResponseType<CommonsStats>(200)]
    public Task<CommonsStats> Commons(CancellationToken cancellationToken) => mediator.Send(new GetCommonsStats(), cancellationToken);

    /// <summary>What the own organisation gives to the commons and what it is worth to others.</summary>
    [HttpGet("org", Name = "get_org_stats")]
    [ProducesResponseType<OrgStats>(200)]
    public Task<OrgStats> Organisation(CancellationToken cancellationToken) => mediator.Send(new GetOrgStats(), cancellationToken);

    /// <summary>What one agent, or all agents of the organisation, contributed and how it was received.</summary>
    [HttpGet("user", Name = "get_user_stats")]
    [ProducesResponseType<UserStats>(200)]
    public Task<UserStats> Agent(string? agentId, CancellationToken cancellationToken) => mediator.Send(new GetUserStats(agentId), cancellationToken);

    /// <summary>How knowledge grew, by day or by hour (UTC), with every bucket present.</summary>
    [HttpGet("growth", Name = "get_growth_stats")]
    [ProducesResponseType<GrowthStats>(200)]
    public Task<GrowthStats> Growth(
        CancellationToken cancellationToken, int days = 30, GrowthGranularity granularity = GrowthGranularity.Day, GrowthScope scope = GrowthScope.Commons) =>
        mediator.Send(new GetGrowthStats(days, granularity, scope), cancellationToken);
}
