using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>Tasks inside a command's transaction. What is found is locked against other changes.</summary>
public interface ITaskRepository
{
    /// <summary>Finds and locks a task of the organisation; refuses what is not there or deleted.</summary>
    Task<WorkTask> Get(string orgId, Guid id, CancellationToken cancellationToken);

    Task<bool> Exists(string orgId, Guid id, CancellationToken cancellationToken);

    Task Add(WorkTask task, CancellationToken cancellationToken);

    /// <summary>Saves it as the next version, which is returned. Output and its numbers are not touched.</summary>
    Task<WorkTask> Save(WorkTask task, CancellationToken cancellationToken);

    /// <summary>Saves lease and last input only: nothing that readers see, so the version stays.</summary>
    Task SaveLease(WorkTask run, CancellationToken cancellationToken);

    /// <summary>A user earned what a task was worth.</summary>
    Task AddImpact(string orgId, string userId, int points, CancellationToken cancellationToken);
}
