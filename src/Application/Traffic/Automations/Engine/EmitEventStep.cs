using Hivemind.Application.Traffic.Events;
using Hivemind.Domain.Traffic;
using Hivemind.Domain.Traffic.Automations;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>Records a custom event one step deeper than the one that caused it.</summary>
internal sealed class EmitEventStep(EventRecorder events, IOptions<AutomationOptions> options) : IActionStep
{
    public ActionType Type => ActionType.EmitEvent;

    public async Task<StepResult> Do(StepContext context, CancellationToken cancellationToken)
    {
        var (config, trigger) = ((EmitEventAction)context.Config, context.Trigger);
        var depth = CausationDepth.Next(trigger.CausationDepth, options.Value.MaxDepth);
        var eventId = await events.Record(
            new NewEvent(context.Execution.OrgId, config.EventType, Channel.Custom)
            {
                InstanceId = trigger.InstanceId,
                PersonId = trigger.PersonId,
                ChatId = trigger.ChatId,
                RawPayload = config.PayloadTemplate is { } template ? Template.RenderTree(template, context.Scope) : EngineJson.Of(new { }),
                CorrelationId = trigger.CorrelationId ?? trigger.EventId?.ToString(),
                CausationDepth = depth,
                CausedByEventId = trigger.EventId,
            }, cancellationToken);

        return new StepResult(EngineJson.Of(new { eventId }));
    }
}
