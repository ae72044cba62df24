using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.Infrastructure.Traffic.Automations;

/// <summary>A row of automations.</summary>
internal sealed record AutomationRow(
    Guid Id, string OrgId, string Name, string? Description, string TriggerEventType, string Conditions, string ConditionLogic,
    string Actions, string Debounce, string Limits, bool IsEnabled, int Priority, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int RowVersion)
{
    public const string Columns =
        """
        a.id, a.org_id, a.name, a.description, a.trigger_event_type, a.conditions, a.condition_logic, a.actions, a.debounce, a.limits,
        a.is_enabled, a.priority, a.created_at, a.updated_at, a.row_version
        """;

    public static AutomationRow Of(Automation automation) => new(
        automation.Id, automation.OrgId, automation.Name, automation.Description, automation.TriggerEventType,
        WireJson.Write(automation.Conditions.Conditions), EnumText.Of(automation.Conditions.Logic), WireJson.Write(automation.Actions),
        WireJson.Write(automation.Debounce), WireJson.Write(automation.Limits), automation.IsEnabled, automation.Priority,
        automation.CreatedAt, automation.UpdatedAt, automation.RowVersion);

    public Automation ToAutomation() => new()
    {
        Id = Id,
        OrgId = OrgId,
        Name = Name,
        Description = Description,
        TriggerEventType = TriggerEventType,
        Conditions = new ConditionSet(Read<IReadOnlyList<Condition>>(Conditions), EnumText.Parse<ConditionLogic>(ConditionLogic)),
        Actions = Read<IReadOnlyList<AutomationAction>>(Actions),
        Debounce = Read<Debounce>(Debounce),
        Limits = Read<AutomationLimits>(Limits),
        IsEnabled = IsEnabled,
        Priority = Priority,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        RowVersion = RowVersion,
    };

    private static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, WireJson.Options) ?? throw new InvalidOperationException($"A stored {typeof(T).Name} is null.");
}
