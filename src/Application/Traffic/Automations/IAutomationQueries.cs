using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>Reads automations, their log and their figures.</summary>
public interface IAutomationQueries
{
    Task<Automation?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<Automation>> List(string orgId, bool? enabled, int take, Cursor? after, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<AutomationLogView>> ListLogs(string orgId, AutomationLogFilter filter, int take, Cursor? after, CancellationToken cancellationToken);

    Task<AutomationMetrics> Metrics(string orgId, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>Which rows of the log are wanted; null means any.</summary>
public sealed record AutomationLogFilter(ExecutionStatus? Status, string? EventType, Guid? AutomationId, Guid? EventId);
