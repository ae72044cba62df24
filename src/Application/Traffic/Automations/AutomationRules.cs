using System.Text.Json;
using FluentValidation;
using Hivemind.Application.Webhooks;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>What creating and changing an automation check alike. Null passes everywhere.</summary>
internal static class AutomationRules
{
    public static IRuleBuilderOptions<T, string?> IsEventType<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(type => type is null || type.Trim() is { Length: > 0 and <= Automation.MaxEventTypeLength })
            .WithMessage($"1 to {Automation.MaxEventTypeLength} characters.");

    public static IRuleBuilderOptions<T, IReadOnlyList<Condition>?> AreConditions<T>(this IRuleBuilder<T, IReadOnlyList<Condition>?> rule) =>
        rule.Must((_, conditions, context) => HasNone(context, conditions switch
        {
            null => null,
            { Count: > ConditionSet.MaxConditions } => $"At most {ConditionSet.MaxConditions} conditions.",
            _ => First(conditions, condition => condition?.Fault() ?? (condition is null ? "A condition is missing." : null)),
        })).WithMessage("{Fault}");

    public static IRuleBuilderOptions<T, IReadOnlyList<AutomationAction>?> AreActions<T>(
        this IRuleBuilder<T, IReadOnlyList<AutomationAction>?> rule, WebhookOptions options) =>
        rule.Must((_, actions, context) => HasNone(context, actions switch
        {
            null => null,
            { Count: 0 or > Automation.MaxActions } => $"1 to {Automation.MaxActions} actions.",
            _ => First(actions, action => action?.Fault(options.AllowHttp) ?? (action is null ? "An action is missing." : null)),
        })).WithMessage("{Fault}");

    public static IRuleBuilderOptions<T, DebounceShape?> IsDebounce<T>(this IRuleBuilder<T, DebounceShape?> rule) =>
        rule.Must((_, debounce, context) => HasNone(context, debounce switch
        {
            null => null,
            { ExtendOnEvents.Count: > 20 } => "At most 20 types extend a window.",
            _ => debounce.ToDebounce().Fault(),
        })).WithMessage("{Fault}");

    public static IRuleBuilderOptions<T, LimitsShape?> AreLimits<T>(this IRuleBuilder<T, LimitsShape?> rule) =>
        rule.Must(limits => limits is null || new[] { limits.RatePerMinute, limits.MaxConcurrent, limits.BudgetPerHour }
                .All(limit => limit is null or >= 1 and <= AutomationLimits.Highest))
            .WithMessage($"Each limit is 1 to {AutomationLimits.Highest}, or null.");

    public static IRuleBuilderOptions<T, SampleEvent> IsSampleEvent<T>(this IRuleBuilder<T, SampleEvent> rule) =>
        rule.Must(sample => sample?.Type is { Length: > 0 and <= Automation.MaxEventTypeLength } && sample.Payload.ValueKind is not JsonValueKind.Undefined)
            .WithMessage("An event has a type and a payload.");

    private static string? First<TItem>(IReadOnlyList<TItem> items, Func<TItem, string?> faultOf) =>
        items.Select((item, index) => faultOf(item) is { } fault ? $"{index}: {fault}" : null).FirstOrDefault(fault => fault is not null);

    private static bool HasNone<T>(ValidationContext<T> context, string? fault)
    {
        context.MessageFormatter.AppendArgument("Fault", fault);
        return fault is null;
    }
}
