using static Hivemind.Domain.Work.Tasks.WorkTaskStatus;

namespace Hivemind.Domain.Work.Tasks;

/// <summary>The two state machines: work on the board, and runs.</summary>
public static class TaskStates
{
    private static readonly Dictionary<WorkTaskStatus, WorkTaskStatus[]> Work = new()
    {
        [Draft] = [Available, Cancelled],
        [Available] = [InProgress, Cancelled],
        [InProgress] = [Completed, Cancelled, Available],
    };

    private static readonly Dictionary<WorkTaskStatus, WorkTaskStatus[]> Run = new()
    {
        [Queued] = [Running, Cancelled],
        [Running] = [WaitingInput, Completed, Failed, Cancelled],
        [WaitingInput] = [Running, Cancelled],
    };

    public static bool IsFinal(WorkTaskStatus status) => status is Completed or Failed or Cancelled;

    public static bool MayBecome(WorkTaskKind kind, WorkTaskStatus from, WorkTaskStatus to) =>
        (kind is WorkTaskKind.Work ? Work : Run).TryGetValue(from, out var next) && next.Contains(to);
}
