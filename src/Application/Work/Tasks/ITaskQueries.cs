using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>Reads the tasks of one organisation, and the output of its runs.</summary>
public interface ITaskQueries
{
    Task<WorkTask?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>A page of the list in its order, one more than asked for where there is more, without the long texts.</summary>
    Task<IReadOnlyList<WorkTask>> List(string orgId, ListTasks query, TaskPlace? after, CancellationToken cancellationToken);

    Task<long> Count(string orgId, ListTasks query, CancellationToken cancellationToken);

    /// <summary>The chunks after a number, in order.</summary>
    Task<IReadOnlyList<TaskOutputChunk>> ListOutput(Guid runId, int after, int limit, CancellationToken cancellationToken);
}
