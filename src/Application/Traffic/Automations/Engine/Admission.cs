using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>The one way into the queue: what matched is queued, held back by its limits, or refused because the queue is full.</summary>
internal sealed class Admission(IExecutionQueue queue, IExecutionLog log, TimeProvider time)
{
    /// <summary>Executions that may wait at one instance.</summary>
    public const int MaxWaiting = 100;

    /// <returns>False when the queue has no room for all of them: then none was queued.</returns>
    public async Task<bool> TryAdmit(
        string orgId, IReadOnlyList<Automation> automations, AutomationTrigger trigger, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var limited = automations.Where(automation => !automation.Limits.IsNone).Select(automation => automation.Id).Order().ToArray();
        var waiting = await queue.Lock(orgId, trigger.Queue, limited, now, cancellationToken);

        // One event may match more automations than a queue holds: it gets in when the queue is empty.
        if (waiting > 0 && waiting + automations.Count > MaxWaiting)
            return false;

        foreach (var automation in automations.OrderByDescending(automation => automation.Priority))
            await Admit(automation, trigger, now, cancellationToken);

        return true;
    }

    private async Task Admit(Automation automation, AutomationTrigger trigger, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!automation.Limits.IsNone)
        {
            var use = await queue.Use(automation.Id, now, cancellationToken);
            if (automation.Limits.Refusal(use, automation.Actions.Count) is { } reason)
            {
                await log.Add([LoggedExecution.Skipped(automation, trigger, conditionsMatched: true, reason, now)], cancellationToken);
                return;
            }
        }

        if (await queue.Add(automation, trigger, now, cancellationToken) && !automation.Limits.IsNone)
            await queue.NoteStart(automation.Id, automation.Actions.Count, now, cancellationToken);
    }
}
