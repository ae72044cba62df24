using Hivemind.Client;

namespace Hivemind.WorkerExample;

/// <summary>One run that this worker has claimed. A real worker calls its model where this one repeats what it is told.</summary>
internal sealed class RunInHand(TasksClient tasks, TaskView run)
{
    private int _seq;

    /// <summary>Whatever goes wrong with the work itself is told: else the run would end with LEASE_EXPIRED, and nobody would know why.</summary>
    public async Task Do(CancellationToken cancellationToken)
    {
        try
        {
            await Work(cancellationToken);
        }
        catch (Exception problem) when (problem is not (HivemindProblemException or HttpRequestException or OperationCanceledException))
        {
            var failure = new TaskChanges { Status = WorkTaskStatus.Failed, Error = problem.Message, ErrorCode = "WORKER_ERROR" };
            await tasks.UpdateTaskAsync(run.Id, failure, cancellationToken: cancellationToken);
        }
    }

    private async Task Work(CancellationToken cancellationToken)
    {
        var told = run.InputMessage ?? "";
        var task = told.EndsWith('?') ? await Ask(told, cancellationToken) : told;
        if (task is null)
            return;

        var words = task.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 100)
            throw new InvalidOperationException("A parrot repeats at most 100 words.");

        foreach (var word in words)
            await Write($"{word} ", cancellationToken);

        await tasks.UpdateTaskAsync(run.Id, new TaskChanges
        {
            Status = WorkTaskStatus.Completed,
            Result = string.Join(' ', words),
            Model = "parrot-1",
            Tokens = new Dictionary<string, long> { ["input"] = words.Length, ["output"] = words.Length },
        }, cancellationToken: cancellationToken);
    }

    /// <summary>Every piece has its number, so that a call can be repeated when its answer was lost.</summary>
    private Task<TaskOutputReceipt> Write(string text, CancellationToken cancellationToken) =>
        tasks.AppendTaskOutputAsync(run.Id, new OutputChunk { Content = text, Seq = ++_seq }, cancellationToken: cancellationToken);

    /// <summary>Waits as long as people take: the lease is paused meanwhile. Null when the run was stopped.</summary>
    private async Task<string?> Ask(string question, CancellationToken cancellationToken)
    {
        await Write($"You ask: {question} Tell me more.\n", cancellationToken);
        await tasks.UpdateTaskAsync(run.Id, new TaskChanges { Status = WorkTaskStatus.WaitingInput }, cancellationToken: cancellationToken);

        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            var beat = await tasks.HeartbeatTaskAsync(run.Id, cancellationToken: cancellationToken);
            if (beat.Status == WorkTaskStatus.Running)
                return beat.LastInput ?? "";

            if (beat.Status == WorkTaskStatus.Cancelled)
                return null;
        }
    }
}
