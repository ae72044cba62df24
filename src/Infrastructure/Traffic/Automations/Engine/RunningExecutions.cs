using System.Collections.Concurrent;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Domain.Traffic.Automations;
using Microsoft.Extensions.Logging;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

/// <summary>The executions of this process, from their claim until they are in the log.</summary>
internal sealed partial class RunningExecutions(
    ActionRunner runner, FinishedExecutions finished, AutomationBell bell, TimeProvider time, ILogger<RunningExecutions> logger)
{
    private readonly ConcurrentDictionary<Guid, (ClaimedExecution Claim, Task Run)> _running = new();

    public int Count => _running.Count;

    public IReadOnlyCollection<ClaimedExecution> Claims => [.. _running.Values.Select(one => one.Claim)];

    /// <summary>Ends when all that run now have ended.</summary>
    public Task All => Task.WhenAll(_running.Values.Select(one => one.Run));

    public void Begin(ClaimedExecution claim, CancellationToken abandon) =>
        _running[claim.Id] = (claim, Task.Run(() => Run(claim, abandon), CancellationToken.None));

    /// <returns>True when something was stored.</returns>
    public async Task<bool> StoreFinished(CancellationToken cancellationToken)
    {
        var stored = await finished.StoreSome(cancellationToken);
        foreach (var one in stored)
            _running.TryRemove(one.Claim.Id, out _);

        return stored.Count > 0;
    }

    private async Task Run(ClaimedExecution claim, CancellationToken abandon)
    {
        var start = time.GetTimestamp();
        try
        {
            var done = claim.IsEnabled ? await runner.Run(claim.Execution, _ => { }, abandon) : null;
            finished.Add(new FinishedExecution(claim, Entry(claim, done, start)));
        }
        catch (Exception exception)
        {
            // Not an action failed, but we: the lease ends and the execution goes on from where it was stored.
            if (!abandon.IsCancellationRequested)
                LogInterrupted(logger, exception, claim.Id);
            if (exception is ExecutionLostException || !abandon.IsCancellationRequested)
                _running.TryRemove(claim.Id, out _);
        }

        bell.Wake.Set();
    }

    private LoggedExecution Entry(ClaimedExecution claim, ActionProgress? done, long start)
    {
        var (execution, now) = (claim.Execution, time.Now());
        return new LoggedExecution(
            claim.Id, execution.OrgId, execution.AutomationId, execution.Trigger.EventId, execution.Trigger.EventType,
            done?.Status ?? ExecutionStatus.Skipped, ConditionsMatched: true, done?.Results ?? execution.Progress.Results,
            done is null ? "held back: the automation was disabled" : done.Error, (int)time.GetElapsedTime(start).TotalMilliseconds, now);
    }

    [LoggerMessage(1, LogLevel.Warning, "The execution {Execution} was interrupted and is taken up again")]
    private static partial void LogInterrupted(ILogger logger, Exception exception, Guid execution);
}
