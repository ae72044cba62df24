using Hivemind.Application.Traffic.Events;
using Hivemind.Application.Traffic.Payloads;
using Hivemind.Domain.Traffic.Automations;
using Hivemind.Domain.Traffic.Events;
using Hivemind.Domain.Traffic.Payloads;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>Records an outbound message, which the adapter of the instance picks up.</summary>
internal sealed class SendMessageStep(
    EventRecorder events, PayloadKeeper payloads, IConnectedInstances instances, IOptions<AutomationOptions> options) : IActionStep
{
    private const string EventType = "message.sent";

    public ActionType Type => ActionType.SendMessage;

    public async Task<StepResult> Do(StepContext context, CancellationToken cancellationToken)
    {
        var (config, trigger, orgId) = ((SendMessageAction)context.Config, context.Trigger, context.Execution.OrgId);
        var instance = config.InstanceId ?? trigger.InstanceId ?? throw new ActionFailedException("no instance: neither the action nor the event names one");
        var to = config.To is { } template ? Template.Render(template, context.Scope) : trigger.ChatId;
        if (string.IsNullOrEmpty(to))
            throw new ActionFailedException("no receiver: neither the action nor the event names a chat");

        var channel = await instances.ChannelOf(orgId, instance, cancellationToken) ?? throw new ActionFailedException("instance not connected");
        var text = Template.Render(config.ContentTemplate, context.Scope);
        var eventId = await events.Record(
            new NewEvent(orgId, EventType, channel)
            {
                InstanceId = instance,
                PersonId = config.To is null ? trigger.PersonId : null,
                Direction = EventDirection.Outbound,
                ContentType = ContentType.Text,
                TextContent = text,
                ChatId = to,
                CorrelationId = trigger.CorrelationId ?? trigger.EventId?.ToString(),
                CausationDepth = CausationDepth.Next(trigger.CausationDepth, options.Value.MaxDepth),
                CausedByEventId = trigger.EventId,
            }, cancellationToken);

        await payloads.Keep(orgId, eventId, EventType, PayloadStage.ChannelSend, EngineJson.Of(new { instanceId = instance, to, text }), cancellationToken);
        return new StepResult(EngineJson.Of(new { eventId, to }));
    }
}

/// <summary>The instances that are up.</summary>
public interface IConnectedInstances
{
    /// <summary>Null when the organisation has no such instance, or it is not connected.</summary>
    Task<string?> ChannelOf(string orgId, Guid instanceId, CancellationToken cancellationToken);
}
