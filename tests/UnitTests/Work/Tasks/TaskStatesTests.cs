using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;
using static Hivemind.Domain.Work.Tasks.WorkTaskStatus;

namespace Hivemind.UnitTests.Work.Tasks;

public sealed class TaskStatesTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TaskActor Ada = new(ActorType.Agent, "ada");
    private static readonly TaskActor Bob = new(ActorType.User, "0198a000-0000-7000-8000-000000000001");

    private static readonly (WorkTaskStatus, WorkTaskStatus)[] WorkMoves =
    [
        (Draft, Available), (Draft, Cancelled), (Available, InProgress), (Available, Cancelled),
        (InProgress, Completed), (InProgress, Cancelled), (InProgress, Available),
    ];

    private static readonly (WorkTaskStatus, WorkTaskStatus)[] RunSteps =
    [
        (Queued, Running), (Queued, Cancelled), (Running, WaitingInput), (Running, Completed), (Running, Failed),
        (Running, Cancelled), (WaitingInput, Running), (WaitingInput, Cancelled),
    ];

    [Test]
    public void Only_the_moves_of_the_two_machines_exist()
    {
        foreach (var from in Enum.GetValues<WorkTaskStatus>())
        {
            foreach (var to in Enum.GetValues<WorkTaskStatus>())
            {
                Assert.That(TaskStates.MayBecome(WorkTaskKind.Work, from, to), Is.EqualTo(WorkMoves.Contains((from, to))), $"work {from} {to}");
                Assert.That(TaskStates.MayBecome(WorkTaskKind.Run, from, to), Is.EqualTo(RunSteps.Contains((from, to))), $"run {from} {to}");
            }
        }
    }

    [Test]
    public void A_refused_move_says_where_the_task_stands()
    {
        var refusal = Assert.Throws<RuleException>(() => Task(WorkTaskKind.Work, Completed).PutTo(Available, Now));

        Assert.That((refusal.Code, refusal.Details["current_status"]), Is.EqualTo((ErrorCode.InvalidState, "completed")));
    }

    [Test]
    public void Nobody_claims_their_own_task_or_one_that_is_taken()
    {
        var mine = Task(WorkTaskKind.Work, Available);

        Assert.That(Assert.Throws<RuleException>(() => mine.ClaimBy(Bob, Now)).Code, Is.EqualTo(ErrorCode.Conflict));
        Assert.That(Assert.Throws<RuleException>(() => mine.ClaimBy(Ada, Now).ClaimBy(Ada, Now)).Code, Is.EqualTo(ErrorCode.InvalidState));
    }

    [Test]
    public void A_released_task_has_no_assignee_and_keeps_its_start()
    {
        var released = Task(WorkTaskKind.Work, Available).ClaimBy(Ada, Now).Release(Now.AddMinutes(5));

        Assert.That((released.Status, released.Assignee, released.StartedAt), Is.EqualTo((Available, (TaskActor?)null, (DateTimeOffset?)Now)));
    }

    [Test]
    public void Nothing_is_in_progress_without_an_assignee()
    {
        Assert.Throws<RuleException>(() => Task(WorkTaskKind.Work, Available).PutTo(InProgress, Now));
    }

    [Test]
    public void A_run_that_ended_before_it_started_took_no_time()
    {
        var stopped = Task(WorkTaskKind.Run, Queued).Stop(Now);

        Assert.That((stopped.Status, stopped.DurationSeconds, stopped.CompletedAt), Is.EqualTo((Cancelled, (double?)0, (DateTimeOffset?)Now)));
    }

    [Test]
    public void The_lease_is_paused_while_a_run_waits_and_the_waiting_does_not_count()
    {
        var running = Task(WorkTaskKind.Run, Queued).Start(Ada, 30, Now);
        var waiting = running.Report(WaitingInput, Now.AddSeconds(10)).RenewLease(null, Now.AddSeconds(11));
        var resumed = waiting.Answer("yes", Now.AddHours(1));

        Assert.That(waiting.LeaseExpiresAt, Is.Null);
        Assert.That(resumed.LeaseExpiresAt, Is.EqualTo(Now.AddHours(1).AddSeconds(30)));
        Assert.That(resumed.RunningSince, Is.EqualTo(Now.AddHours(1).AddSeconds(-10)));
        Assert.That(resumed.LastInput, Is.EqualTo("yes"));
    }

    [Test]
    public void A_worker_whose_lease_ended_is_refused()
    {
        var run = Task(WorkTaskKind.Run, Queued).Start(Ada, 30, Now);

        Assert.DoesNotThrow(() => run.CheckWorker(new TaskCaller(Ada, IsAdmin: false), Now.AddSeconds(29)));
        Assert.Throws<RuleException>(() => run.CheckWorker(new TaskCaller(Ada, IsAdmin: false), Now.AddSeconds(30)));
        Assert.That(Assert.Throws<RuleException>(() => run.CheckWorker(new TaskCaller(Bob, IsAdmin: false), Now)).Code, Is.EqualTo(ErrorCode.Forbidden));
    }

    [Test]
    public void A_run_is_given_up_for_silence_or_for_taking_too_long()
    {
        var run = Task(WorkTaskKind.Run, Queued).Start(Ada, 30, Now);

        Assert.That(run.GiveUp(Now.AddSeconds(30)).ErrorCode, Is.EqualTo("LEASE_EXPIRED"));
        Assert.That(run.GiveUp(Now.AddSeconds(29)).ErrorCode, Is.EqualTo("TIMEOUT"));
    }

    private static WorkTask Task(WorkTaskKind kind, WorkTaskStatus status) => new()
    {
        Id = Guid.CreateVersion7(Now),
        OrgId = "org",
        Kind = kind,
        Title = "A task",
        Status = status,
        OwnerType = Bob.Type,
        OwnerId = Bob.Id,
        CreatedAt = Now,
        UpdatedAt = Now,
    };
}
