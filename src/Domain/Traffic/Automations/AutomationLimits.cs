namespace Hivemind.Domain.Traffic.Automations;

/// <summary>What an automation may do at most. Null means no limit. What is held back is not made up for.</summary>
/// <param name="RatePerMinute">Executions that begin in one clock minute.</param>
/// <param name="MaxConcurrent">Executions that wait or run at once.</param>
/// <param name="BudgetPerHour">Actions of the executions that begin in one clock hour.</param>
public sealed record AutomationLimits(int? RatePerMinute, int? MaxConcurrent, int? BudgetPerHour)
{
    public const int Highest = 1_000_000;

    public static readonly AutomationLimits None = new(null, null, null);

    public bool IsNone => this == None;

    /// <summary>Why one more execution is held back; null when it may begin.</summary>
    public string? Refusal(AutomationUse use, int actions)
    {
        if (MaxConcurrent is { } concurrent && use.Open >= concurrent)
            return $"held back: {use.Open} of at most {concurrent} executions are open";

        if (RatePerMinute is { } rate && use.StartedThisMinute >= rate)
            return $"held back: the rate of {rate} executions per minute is used up";

        return BudgetPerHour is { } budget && use.ActionsThisHour + actions > budget
            ? $"held back: {use.ActionsThisHour} of the {budget} actions per hour are used up, {actions} more were wanted"
            : null;
    }
}

/// <summary>What an automation has done lately.</summary>
public sealed record AutomationUse(int Open, int StartedThisMinute, int ActionsThisHour);
