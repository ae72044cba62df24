using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Automations;
using Hivemind.Domain.Traffic.Automations;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Traffic;

[ApiController]
[CamelCase]
[Produces("application/json")]
public sealed class AutomationLogsController(IMediator mediator) : ControllerBase
{
    /// <summary>What the automations of the organisation did and left out, newest first.</summary>
    [HttpGet("api/v1/automation-logs", Name = "list_automation_logs")]
    [Tags("automation-logs")]
    [ProducesResponseType<MetaList<AutomationLogView>>(200)]
    public Task<MetaList<AutomationLogView>> List(
        ExecutionStatus? status, string? eventType, Guid? automationId, Guid? eventId, string? cursor, CancellationToken cancellationToken,
        int limit = MetaPage.DefaultLimit) =>
        mediator.Send(new ListAutomationLogs(status, eventType, automationId, eventId, limit, cursor), cancellationToken);

    /// <summary>The figures of the organisation's automations: exact, and in percent where they are rates.</summary>
    [HttpGet("api/v1/automation-metrics", Name = "get_automation_metrics")]
    [Tags("automation-metrics")]
    [ProducesResponseType<AutomationMetrics>(200)]
    public Task<AutomationMetrics> Metrics(CancellationToken cancellationToken) =>
        mediator.Send(new GetAutomationMetrics(), cancellationToken);
}
