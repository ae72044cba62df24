using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Tasks;

/// <summary>The output of runs, inside a command's transaction.</summary>
public interface IRunOutput
{
    /// <summary>Finds and locks a run with what writing output needs to know, and nothing of its texts.</summary>
    Task<WorkTask?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    Task<string?> FindChunk(Guid runId, int seq, CancellationToken cancellationToken);

    /// <summary>Stores a chunk with the run's new numbers and lease.</summary>
    Task Append(WorkTask run, TaskOutputChunk chunk, CancellationToken cancellationToken);
}

/// <summary>A piece of a run's output.</summary>
public sealed record TaskOutputChunk(int Seq, string Content, DateTimeOffset CreatedAt);
