using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Work.Conversations;

/// <summary>What the end of a task adds to its conversation. A cancelled one adds its times only.</summary>
public sealed record TaskEnd(int Completed, int Failed, decimal CostUsd, double DurationSeconds, DateTimeOffset? StartedAt, DateTimeOffset? CompletedAt)
{
    public static TaskEnd Of(WorkTask task)
    {
        var counts = task.Status is not WorkTaskStatus.Cancelled;
        return new(
            task.Status is WorkTaskStatus.Completed ? 1 : 0,
            task.Status is WorkTaskStatus.Failed ? 1 : 0,
            counts ? task.CostUsd ?? 0 : 0,
            counts ? task.DurationSeconds ?? 0 : 0,
            task.StartedAt,
            task.CompletedAt);
    }
}
