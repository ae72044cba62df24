using System.Text.Json;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>The actions of an automation to be done for one trigger.</summary>
/// <param name="Id">Null when it runs by hand and nobody could take it over.</param>
/// <param name="Claim">Who may go on with it: a process that lost it finds another claim stored.</param>
public sealed record Execution(
    Guid? Id, Guid Claim, string OrgId, Guid AutomationId, IReadOnlyList<AutomationAction> Actions, AutomationTrigger Trigger, ActionProgress Progress)
{
    public static Execution ByHand(Automation automation, AutomationTrigger trigger) =>
        new(null, Guid.Empty, automation.OrgId, automation.Id, automation.Actions, trigger, ActionProgress.None);
}

/// <summary>How far an execution has come: what a process needs to go on where another stopped.</summary>
public sealed record ActionProgress
{
    public static readonly ActionProgress None = new();

    /// <summary>One for each action that ended, in order.</summary>
    public IReadOnlyList<ActionResult> Results { get; init; } = [];

    public IReadOnlyDictionary<string, JsonElement> Variables { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The run that the next action waits for.</summary>
    public Guid? RunId { get; init; }

    public DateTimeOffset? RunSince { get; init; }

    public ExecutionStatus Status => Results.All(result => result.Status is ExecutionStatus.Success) ? ExecutionStatus.Success : ExecutionStatus.Failed;

    /// <summary>The first thing that went wrong.</summary>
    public string? Error => Results.FirstOrDefault(result => result.Error is not null)?.Error;

    public ActionProgress After(ActionResult result, string? variable, JsonElement? value)
    {
        var variables = Variables;
        if (variable is not null && value is { } known)
            variables = new Dictionary<string, JsonElement>(Variables) { [variable] = known };

        return this with { Results = [.. Results, result], Variables = variables, RunId = null, RunSince = null };
    }
}

/// <summary>A row of the log to be.</summary>
public sealed record LoggedExecution(
    Guid Id, string OrgId, Guid AutomationId, Guid? EventId, string EventType, ExecutionStatus Status, bool ConditionsMatched,
    IReadOnlyList<ActionResult> Results, string? Error, int ExecutionTimeMs, DateTimeOffset CreatedAt)
{
    public static LoggedExecution Skipped(Automation automation, AutomationTrigger trigger, bool conditionsMatched, string? reason, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), automation.OrgId, automation.Id, trigger.EventId, trigger.EventType, ExecutionStatus.Skipped,
            conditionsMatched, [], reason, 0, now);
}

/// <summary>Another process has taken the execution over: this one must leave it alone.</summary>
public sealed class ExecutionLostException() : Exception("The execution was taken over by another process.");
