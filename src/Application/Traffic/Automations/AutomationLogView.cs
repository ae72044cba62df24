using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>What came of one event, or window of events, for one automation.</summary>
/// <param name="EventId">Null for an execution by hand; of a window the last event.</param>
/// <param name="ConditionsMatched">False only when the conditions did not hold; then it is skipped.</param>
/// <param name="Error">Why it failed or was held back; null otherwise.</param>
[CamelCase]
public sealed record AutomationLogView(
    Guid Id,
    Guid AutomationId,
    Guid? EventId,
    string EventType,
    ExecutionStatus Status,
    bool ConditionsMatched,
    IReadOnlyList<ActionResult> ActionsExecuted,
    string? Error,
    int ExecutionTimeMs,
    DateTimeOffset CreatedAt);

/// <summary>How one action went.</summary>
/// <param name="Result">What it gave, such as status and body of a webhook's answer; long texts are cut.</param>
/// <param name="Error">Why it failed; null for a success.</param>
[CamelCase]
public sealed record ActionResult(ActionType Action, ExecutionStatus Status, JsonElement? Result, string? Error, int DurationMs);
