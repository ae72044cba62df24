namespace Hivemind.Domain.Work.Tasks;

/// <summary>What workers and the server do with a run.</summary>
public static class RunMoves
{
    public const int MinLeaseSeconds = 10;
    public const int MaxLeaseSeconds = 3600;
    public const int DefaultLeaseSeconds = 60;

    public const string LeaseExpired = "LEASE_EXPIRED";
    public const string TimedOut = "TIMEOUT";

    /// <summary>Hands the run to a worker for as long as it is heard from.</summary>
    public static WorkTask Start(this WorkTask run, TaskActor worker, int leaseSeconds, DateTimeOffset now) =>
        run.MoveTo(WorkTaskStatus.Running, now) with
        {
            AssigneeType = worker.Type,
            AssigneeId = worker.Id,
            AssignedAt = now,
            ClaimedBy = worker.ActorId,
            LeaseSeconds = leaseSeconds,
            LeaseExpiresAt = now.AddSeconds(leaseSeconds),
            RunningSince = now,
            Attempts = run.Attempts + 1,
        };

    /// <summary>The worker was heard from. While the run waits for input its lease stays paused.</summary>
    public static WorkTask RenewLease(this WorkTask run, int? leaseSeconds, DateTimeOffset now)
    {
        var length = leaseSeconds ?? run.LeaseSeconds ?? DefaultLeaseSeconds;
        return run with { LeaseSeconds = length, LeaseExpiresAt = run.Status is WorkTaskStatus.Running ? now.AddSeconds(length) : null };
    }

    /// <summary>The worker is there. One whose run was cancelled is told so; any other end is refused.</summary>
    public static WorkTask Beat(this WorkTask run, TaskCaller worker, int? leaseSeconds, DateTimeOffset now)
    {
        if (run.Status is WorkTaskStatus.Cancelled && worker.Actor.ActorId == run.ClaimedBy)
            return run;

        run.CheckWorker(worker, now);
        return run.CheckUnderWay().RenewLease(leaseSeconds, now);
    }

    /// <summary>The worker says where the run stands.</summary>
    public static WorkTask Report(this WorkTask run, WorkTaskStatus next, DateTimeOffset now) => next switch
    {
        WorkTaskStatus.Running when run.Status is WorkTaskStatus.Queued => throw run.NotNow("A run starts when a worker claims it."),
        WorkTaskStatus.Running => run.Resume(now),
        WorkTaskStatus.WaitingInput => run.MoveTo(next, now) with { LeaseExpiresAt = null, WaitingSince = now },
        _ => run.End(next, now),
    };

    /// <summary>Somebody answers what the run asked; it goes on.</summary>
    public static WorkTask Answer(this WorkTask run, string message, DateTimeOffset now) =>
        run.Status is WorkTaskStatus.WaitingInput
            ? run.Resume(now) with { LastInput = message }
            : throw run.NotNow("The task does not wait for input.");

    /// <summary>Anybody may stop a run that is not over.</summary>
    public static WorkTask Stop(this WorkTask run, DateTimeOffset now) =>
        run.IsRun ? run.End(WorkTaskStatus.Cancelled, now) : throw run.NotNow("Only a run can be stopped.");

    /// <summary>The server gives the run up: its worker fell silent, or took too long.</summary>
    public static WorkTask GiveUp(this WorkTask run, DateTimeOffset now)
    {
        var isSilent = run.LeaseExpiresAt <= now;
        return run.End(WorkTaskStatus.Failed, now) with
        {
            ErrorCode = isSilent ? LeaseExpired : TimedOut,
            Error = isSilent ? "The worker was not heard from until its lease ended." : "The run took longer than its agent may.",
        };
    }

    /// <summary>The run itself, when a worker is at it.</summary>
    public static WorkTask CheckUnderWay(this WorkTask run) =>
        run.Status is WorkTaskStatus.Running or WorkTaskStatus.WaitingInput ? run : throw run.NotNow("The run is not under way.");

    // Its worker has as long again as it had when the run began to wait.
    private static WorkTask Resume(this WorkTask run, DateTimeOffset now)
    {
        var waited = now - (run.WaitingSince ?? now);
        var resumed = run.MoveTo(WorkTaskStatus.Running, now) with { RunningSince = run.RunningSince + waited, WaitingSince = null };
        return resumed.RenewLease(null, now);
    }

    private static WorkTask End(this WorkTask run, WorkTaskStatus final, DateTimeOffset now) =>
        run.MoveTo(final, now) with { LeaseExpiresAt = null, WaitingSince = null };
}
