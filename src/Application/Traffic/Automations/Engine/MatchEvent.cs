using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.Traffic.Processing;
using Hivemind.Domain.Traffic.Automations;
using MediatR;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>
/// Decides for every automation of the organisation what an event means to it: an execution, a place in a window, or a skipped row
/// in its log; once, however often the event is handled. False when there is no room: then nothing was written.
/// </summary>
[Access(Audience.Admin)]
public sealed record MatchEvent(EventInHand Event) : ICommand<bool>;

internal sealed class MatchEventHandler(
    IAutomationDefinitions definitions, IAutomationMatches matches, IAutomationWindows windows, IExecutionLog log, Admission admission,
    IUnitOfWork unitOfWork, TimeProvider time)
    : IRequestHandler<MatchEvent, bool>
{
    public async Task<bool> Handle(MatchEvent command, CancellationToken cancellationToken)
    {
        var type = command.Event.EventType;
        var automations = await definitions.Of(command.Event.OrgId, cancellationToken);
        var extended = automations.Where(automation => automation.Debounce.IsExtendedBy(type)).ToList();
        var triggered = automations.Where(automation => automation.TriggerEventType == type).ToList();
        if (extended.Count + triggered.Count == 0 || !await matches.TryBegin(command.Event, time.Now(), cancellationToken))
            return true;

        var trigger = EventTriggers.Of(command.Event);
        var scope = trigger.Scope(_ => null);
        var matched = triggered.Where(automation => automation.Conditions.Evaluate(scope)).ToList();

        await log.Add([.. triggered.Except(matched).Select(automation => Skipped(automation, trigger))], cancellationToken);
        await Gather(extended, [.. matched.Where(automation => automation.Debounce.Mode is not DebounceMode.None)], trigger, cancellationToken);

        var immediate = matched.Where(automation => automation.Debounce.Mode is DebounceMode.None).ToList();
        if (immediate.Count == 0 || await admission.TryAdmit(command.Event.OrgId, immediate, trigger, cancellationToken))
            return true;

        await unitOfWork.Rollback();
        return false;
    }

    // In the order of ids, so that two events of one person cannot wait for each other.
    private async Task Gather(IReadOnlyList<Automation> extended, IReadOnlyList<Automation> joined, AutomationTrigger trigger, CancellationToken cancellationToken)
    {
        var now = time.Now();
        foreach (var automation in extended.Union(joined).OrderBy(automation => automation.Id))
        {
            var first = joined.Contains(automation)
                ? await windows.Join(automation, trigger, now, cancellationToken)
                : await windows.FindFirst(automation.Id, trigger.GroupKey, cancellationToken);

            if (first is { } firstAt)
                await windows.SetFiring(automation.Id, trigger.GroupKey, automation.Debounce.FiresAt(firstAt, now, Random.Shared.NextDouble()), cancellationToken);
        }
    }

    private LoggedExecution Skipped(Automation automation, AutomationTrigger trigger) =>
        LoggedExecution.Skipped(automation, trigger, conditionsMatched: false, null, time.Now());
}
