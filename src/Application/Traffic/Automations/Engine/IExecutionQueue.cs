using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>Executions that wait, inside a command's transaction.</summary>
public interface IExecutionQueue
{
    /// <summary>Keeps others from adding to the queue, or for these limited automations, until the transaction ends.</summary>
    /// <returns>How many wait in the queue.</returns>
    Task<int> Lock(string orgId, string queue, Guid[] limited, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>What a limited automation has done lately.</summary>
    Task<AutomationUse> Use(Guid automationId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <returns>False when the same event waits or runs for the automation already.</returns>
    Task<bool> Add(Automation automation, AutomationTrigger trigger, DateTimeOffset now, CancellationToken cancellationToken);

    Task NoteStart(Guid automationId, int actions, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Stores how far an execution has come; refuses when another process has taken it over.</summary>
    Task SaveProgress(Execution execution, ActionProgress progress, CancellationToken cancellationToken);
}

/// <summary>Windows in which events wait to run together, inside a command's transaction.</summary>
public interface IAutomationWindows
{
    /// <summary>Puts an event into the window of its person, which is opened when there is none.</summary>
    /// <returns>When the first event came.</returns>
    Task<DateTimeOffset?> Join(Automation automation, AutomationTrigger trigger, DateTimeOffset now, CancellationToken cancellationToken);

    /// <returns>When the first event came; null when no window is open.</returns>
    Task<DateTimeOffset?> FindFirst(Guid automationId, string groupKey, CancellationToken cancellationToken);

    Task SetFiring(Guid automationId, string groupKey, DateTimeOffset firesAt, CancellationToken cancellationToken);

    /// <summary>Locks a window whose time has come and that no other process is at; null when there is none.</summary>
    Task<DueWindow?> FindDue(DateTimeOffset now, CancellationToken cancellationToken);

    Task Remove(DueWindow window, CancellationToken cancellationToken);
}

/// <summary>A window whose time has come.</summary>
public sealed record DueWindow(string OrgId, Guid AutomationId, string GroupKey, IReadOnlyList<AutomationTrigger> Triggers);

/// <summary>The log of what automations did and left out, inside a command's transaction.</summary>
public interface IExecutionLog
{
    Task Add(IReadOnlyList<LoggedExecution> entries, CancellationToken cancellationToken);

    /// <returns>How many rows were that old, up to the limit.</returns>
    Task<int> Remove(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}

/// <summary>The automations of an organisation that are enabled, from memory when they have not changed.</summary>
public interface IAutomationDefinitions
{
    Task<IReadOnlyList<Automation>> Of(string orgId, CancellationToken cancellationToken);
}
