using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>The figures of the organisation's automations, exact at the moment they are read.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetAutomationMetrics : IQuery<AutomationMetrics>;

/// <summary>The figures of an organisation's automations.</summary>
/// <param name="Running">At least one process runs automations.</param>
/// <param name="TotalExecutions">Succeeded and failed ones.</param>
/// <param name="TotalActions">Actions that were begun.</param>
/// <param name="SuccessRate">In percent; 0 without executions.</param>
/// <param name="AvgExecutionTimeMs">0 without executions.</param>
/// <param name="RecentFailures">Failed executions of the last 24 hours.</param>
/// <param name="InstanceQueues">The instances with executions that run or wait.</param>
/// <param name="Skipped">Events whose conditions did not hold, and executions that limits held back.</param>
[CamelCase]
public sealed record AutomationMetrics(
    bool Running,
    long TotalExecutions,
    long TotalActions,
    double SuccessRate,
    double AvgExecutionTimeMs,
    long RecentFailures,
    IReadOnlyList<InstanceQueue> InstanceQueues,
    long Skipped);

/// <summary>What runs and waits at one instance.</summary>
/// <param name="InstanceId">The instance's id; default for events without one.</param>
[CamelCase]
public sealed record InstanceQueue(string InstanceId, int ActiveCount, int PendingCount);

internal sealed class GetAutomationMetricsHandler(IAutomationQueries automations, CallContext call, TimeProvider time)
    : IRequestHandler<GetAutomationMetrics, AutomationMetrics>
{
    public Task<AutomationMetrics> Handle(GetAutomationMetrics query, CancellationToken cancellationToken) =>
        automations.Metrics(call.OrgId, time.Now(), cancellationToken);
}
