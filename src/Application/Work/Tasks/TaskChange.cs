using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>Follows what becomes of tasks, inside the transaction of the change: for whatever must be true together with it.</summary>
public interface ITaskObserver
{
    /// <summary>Called after each stored change of a status, from every path, and for each new task.</summary>
    Task Changed(TaskChange change, CancellationToken cancellationToken);

    /// <summary>Called when somebody answered a run that waited for input.</summary>
    Task Answered(WorkTask run, string senderId, string message, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A task as it is now, and where it stood before; null for a new one.</summary>
public sealed record TaskChange(WorkTask Task, WorkTaskStatus? Before);
