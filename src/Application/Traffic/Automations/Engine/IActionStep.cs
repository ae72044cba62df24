using System.Text.Json;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>
/// Does one kind of action, in a scope of its own. What it writes commits together with the progress of the execution, so that a
/// process that takes over does not do it again.
/// </summary>
internal interface IActionStep
{
    ActionType Type { get; }

    Task<StepResult> Do(StepContext context, CancellationToken cancellationToken);
}

/// <summary>The action and what it can see.</summary>
internal sealed record StepContext(Execution Execution, ActionProgress Progress, ActionConfig Config, TemplateScope Scope)
{
    public AutomationTrigger Trigger => Execution.Trigger;
}

/// <summary>What an action gave.</summary>
/// <param name="Shown">For the log: ids, statuses and short texts.</param>
/// <param name="Value">For later actions.</param>
internal sealed record StepResult(JsonElement? Shown, JsonElement? Value = null)
{
    public const int ShownCharacters = 2_000;
}

/// <summary>An action that could not be done. The next one is done all the same.</summary>
public sealed class ActionFailedException(string reason, JsonElement? shown = null) : Exception(reason)
{
    /// <summary>What came back nevertheless, for the log.</summary>
    public JsonElement? Shown { get; } = shown;
}
