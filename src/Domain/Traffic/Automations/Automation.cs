namespace Hivemind.Domain.Traffic.Automations;

/// <summary>A rule of an organisation: when an event of a type comes and conditions hold, do things.</summary>
public sealed record Automation
{
    public const int MaxNameLength = 255;
    public const int MaxDescriptionLength = 2000;
    public const int MaxEventTypeLength = 50;
    public const int MaxActions = 50;

    public required Guid Id { get; init; }

    public required string OrgId { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>The exact type of the events it looks at.</summary>
    public required string TriggerEventType { get; init; }

    public required ConditionSet Conditions { get; init; }

    /// <summary>At least one, in the order they are done.</summary>
    public required IReadOnlyList<AutomationAction> Actions { get; init; }

    public Debounce Debounce { get; init; } = Debounce.None;

    public AutomationLimits Limits { get; init; } = AutomationLimits.None;

    public bool IsEnabled { get; init; } = true;

    /// <summary>Of what waits, the higher runs first.</summary>
    public int Priority { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public int RowVersion { get; init; } = 1;
}

/// <summary>How an execution, or one of its actions, ended.</summary>
public enum ExecutionStatus
{
    Success,
    Failed,
    Skipped,
}
