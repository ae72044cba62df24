using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>An automation of the organisation.</summary>
/// <param name="TriggerEventType">The exact type of the events it looks at.</param>
/// <param name="Actions">Done in this order.</param>
/// <param name="Debounce">Null when every event runs at once.</param>
/// <param name="Limits">Null when nothing is limited.</param>
[CamelCase]
public sealed record AutomationView(
    Guid Id,
    string OrgId,
    string Name,
    string? Description,
    string TriggerEventType,
    IReadOnlyList<Condition> TriggerConditions,
    ConditionLogic ConditionLogic,
    IReadOnlyList<AutomationAction> Actions,
    DebounceShape? Debounce,
    LimitsShape? Limits,
    bool Enabled,
    int Priority,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int RowVersion) : IVersioned
{
    public static AutomationView Of(Automation automation) => new(
        automation.Id, automation.OrgId, automation.Name, automation.Description, automation.TriggerEventType,
        automation.Conditions.Conditions, automation.Conditions.Logic, automation.Actions, DebounceShape.Of(automation.Debounce),
        LimitsShape.Of(automation.Limits), automation.IsEnabled, automation.Priority, automation.CreatedAt, automation.UpdatedAt,
        automation.RowVersion);
}

/// <summary>How long the events of one person are gathered before the automation runs once for all of them.</summary>
/// <param name="DelayMs">Of fixed: 100 to 300,000.</param>
/// <param name="MinMs">Of range: 100 or more.</param>
/// <param name="MaxMs">Of range: 300,000 or less.</param>
/// <param name="BaseDelayMs">Of presence: 100 or more.</param>
/// <param name="MaxWaitMs">Of presence: 300,000 or less.</param>
/// <param name="ExtendOnEvents">Of presence: types of events of the same person that restart the delay.</param>
[CamelCase]
public sealed record DebounceShape(
    DebounceMode Mode, int? DelayMs, int? MinMs, int? MaxMs, int? BaseDelayMs, int? MaxWaitMs, IReadOnlyList<string>? ExtendOnEvents)
{
    internal static DebounceShape? Of(Debounce debounce) => debounce.Mode is DebounceMode.None
        ? null
        : new(debounce.Mode, debounce.DelayMs, debounce.MinMs, debounce.MaxMs, debounce.BaseDelayMs, debounce.MaxWaitMs,
            debounce.Mode is DebounceMode.Presence ? debounce.ExtendOnEvents : null);

    internal Debounce ToDebounce() => new()
    {
        Mode = Mode,
        DelayMs = DelayMs,
        MinMs = MinMs,
        MaxMs = MaxMs,
        BaseDelayMs = BaseDelayMs,
        MaxWaitMs = MaxWaitMs,
        ExtendOnEvents = ExtendOnEvents ?? [],
    };
}

/// <summary>What the automation may do at most; what is held back is logged as skipped, with the reason.</summary>
/// <param name="RatePerMinute">Executions that begin in one clock minute.</param>
/// <param name="MaxConcurrent">Executions that wait or run at once.</param>
/// <param name="BudgetPerHour">Actions of the executions that begin in one clock hour.</param>
[CamelCase]
public sealed record LimitsShape(int? RatePerMinute, int? MaxConcurrent, int? BudgetPerHour)
{
    internal static LimitsShape? Of(AutomationLimits limits) =>
        limits.IsNone ? null : new(limits.RatePerMinute, limits.MaxConcurrent, limits.BudgetPerHour);

    internal AutomationLimits ToLimits() => new(RatePerMinute, MaxConcurrent, BudgetPerHour);
}
