using Hivemind.Application.Work.Analytics;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Work;

[ApiController]
[Route("api/v1/analytics")]
[Tags("analytics")]
[Produces("application/json")]
public sealed class AnalyticsController(IMediator mediator) : ControllerBase
{
    /// <summary>What the organisation's runs cost, today (UTC) and ever, and what the money went into. Deleted runs are counted.</summary>
    [HttpGet("summary", Name = "get_analytics_summary")]
    [ProducesResponseType<AnalyticsSummary>(200)]
    public Task<AnalyticsSummary> Summary(CancellationToken cancellationToken) => mediator.Send(new GetAnalyticsSummary(), cancellationToken);

    /// <summary>Costs and runs by day, or by hour (24 times as many), with every bucket present.</summary>
    [HttpGet("costs/histogram", Name = "get_cost_histogram")]
    [ProducesResponseType<CostHistogram>(200)]
    public Task<CostHistogram> Histogram(
        CancellationToken cancellationToken, int days = 30, CostGranularity granularity = CostGranularity.Day) =>
        mediator.Send(new GetCostHistogram(days, granularity), cancellationToken);

    /// <summary>What each agent cost within the last days (UTC), today included, highest cost first.</summary>
    [HttpGet("costs/by-agent", Name = "get_costs_by_agent")]
    [ProducesResponseType<AgentCosts>(200)]
    public Task<AgentCosts> ByAgent(CancellationToken cancellationToken, int days = 30) =>
        mediator.Send(new GetCostsByAgent(days), cancellationToken);

    /// <summary>The same as by-agent.</summary>
    [HttpGet("costs/by-subagent", Name = "get_costs_by_subagent")]
    [ProducesResponseType<AgentCosts>(200)]
    public Task<AgentCosts> BySubagent(CancellationToken cancellationToken, int days = 30) =>
        mediator.Send(new GetCostsByAgent(days), cancellationToken);

    /// <summary>How well the runs of the last days (UTC) went, today included.</summary>
    [HttpGet("performance", Name = "get_performance_report")]
    [ProducesResponseType<PerformanceReport>(200)]
    public Task<PerformanceReport> Performance(CancellationToken cancellationToken, int days = 30) =>
        mediator.Send(new GetPerformanceReport(days), cancellationToken);

    /// <summary>What conversations with agents cost, by the day they began on; without dates those of the last 30 days (UTC).</summary>
    [HttpGet("conversations", Name = "get_conversation_analytics")]
    [ProducesResponseType<ConversationAnalytics>(200)]
    public Task<ConversationAnalytics> Conversations(
        DateOnly? startDate, DateOnly? endDate, string? cursor, CancellationToken cancellationToken, int limit = 100) =>
        mediator.Send(new GetConversationAnalytics(startDate, endDate, limit, cursor), cancellationToken);
}
