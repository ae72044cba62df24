using Hivemind.Domain.Common;

namespace Hivemind.Domain.Work.Tasks;

/// <summary>Who may do what with a task of its own organisation; everybody there may read it.</summary>
public static class TaskRights
{
    public static void CheckOwner(this WorkTask task, TaskCaller caller)
    {
        if (!caller.IsAdmin && caller.Actor != task.Owner)
            throw RuleException.Forbidden("Only the owner of the task or an admin may do this.");
    }

    public static void CheckParticipant(this WorkTask task, TaskCaller caller)
    {
        if (!caller.IsAdmin && caller.Actor != task.Owner && caller.Actor != task.Assignee)
            throw RuleException.Forbidden("Only the owner or assignee of the task or an admin may do this.");
    }

    /// <summary>Refuses everybody but the worker of a run and admins, and anybody once the run is over.</summary>
    public static void CheckWorker(this WorkTask task, TaskCaller caller, DateTimeOffset now)
    {
        if (!task.IsRun)
            throw task.NotNow("Only a run has a worker.");

        if (!caller.IsAdmin && caller.Actor.ActorId != task.ClaimedBy)
            throw RuleException.Forbidden("Only the worker that claimed the run or an admin may do this.");

        if (task.IsFinal)
            throw task.NotNow("The run is over.");

        if (task.LeaseExpiresAt <= now)
            throw RuleException.InvalidState("The lease has ended: the run is given up.", EnumText.Of(WorkTaskStatus.Failed));
    }
}
