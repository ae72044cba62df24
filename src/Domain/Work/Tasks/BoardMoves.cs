using Hivemind.Domain.Common;

namespace Hivemind.Domain.Work.Tasks;

/// <summary>What people and agents do with work on the board.</summary>
public static class BoardMoves
{
    /// <summary>Gives the task to somebody: it starts, or goes on with another assignee.</summary>
    public static WorkTask Assign(this WorkTask task, TaskActor assignee, DateTimeOffset now)
    {
        if (task.IsRun)
            throw task.NotNow("A run is not assigned: a worker claims it.");

        return (task.Status is WorkTaskStatus.InProgress ? task : task.MoveTo(WorkTaskStatus.InProgress, now)).GivenTo(assignee, now);
    }

    /// <summary>Takes the task for oneself, once, from somebody else's board.</summary>
    public static WorkTask ClaimBy(this WorkTask task, TaskActor actor, DateTimeOffset now)
    {
        if (task.IsRun)
            throw task.NotNow("A run is not claimed by its id: a worker asks for the next one.");

        if (task.Assignee is not null || task.Status is not WorkTaskStatus.Available)
            throw task.NotNow("The task is not free to be claimed.");

        if (task.Owner == actor)
            throw new RuleException(ErrorCode.Conflict, "Nobody claims a task of their own.");

        return task.MoveTo(WorkTaskStatus.InProgress, now).GivenTo(actor, now);
    }

    /// <summary>Puts the task back on the board.</summary>
    public static WorkTask Release(this WorkTask task, DateTimeOffset now) =>
        task.MoveTo(WorkTaskStatus.Available, now) with { AssigneeType = null, AssigneeId = null, AssignedAt = null };

    /// <summary>Moves the task to a column of the board. Nothing is in progress without somebody who does it.</summary>
    public static WorkTask PutTo(this WorkTask task, WorkTaskStatus next, DateTimeOffset now)
    {
        if (next is WorkTaskStatus.InProgress && task.Assignee is null)
            throw task.NotNow("A task needs an assignee to be in progress.");

        return next is WorkTaskStatus.Available && task.Status is WorkTaskStatus.InProgress ? task.Release(now) : task.MoveTo(next, now);
    }

    /// <summary>Moves a task of either kind: work by whoever takes part in it, a run by its worker.</summary>
    public static WorkTask SetStatus(this WorkTask task, WorkTaskStatus next, TaskCaller caller, DateTimeOffset now)
    {
        if (task.IsRun)
        {
            task.CheckWorker(caller, now);
            return task.Report(next, now);
        }

        task.CheckParticipant(caller);
        return task.PutTo(next, now);
    }

    /// <summary>Takes a task away; a run only when it is over.</summary>
    public static WorkTask Delete(this WorkTask task, DateTimeOffset now) =>
        task.IsRun && !task.IsFinal ? throw task.NotNow("A run is deleted when it is over.") : task with { DeletedAt = now, UpdatedAt = now };

    private static WorkTask GivenTo(this WorkTask task, TaskActor actor, DateTimeOffset now) =>
        task with { AssigneeType = actor.Type, AssigneeId = actor.Id, AssignedAt = now, UpdatedAt = now };
}
