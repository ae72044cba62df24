using System.Text.Json;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic;
using Hivemind.Domain.Traffic.Events;
using MediatR;

namespace Hivemind.Application.Traffic.Events;

/// <summary>Records an event that a client made up, to set automations off.</summary>
/// <param name="EventType">custom.*, at most 50 characters.</param>
/// <param name="Payload">Kept as its raw payload.</param>
/// <param name="CorrelationId">Ties it to other events.</param>
[Access(Audience.Principal, Scope.TrafficWrite)]
[CamelCase]
public sealed record TriggerEvent(string EventType, JsonElement? Payload, string? CorrelationId, Guid? InstanceId) : ICommand<EventView>;

internal sealed class TriggerEventValidator : AbstractValidator<TriggerEvent>
{
    private const int MaxIdLength = 500;

    public TriggerEventValidator()
    {
        RuleFor(command => command.EventType).Must(type => EventTypes.IsCustom(type) && Text.Length(type) <= EventTypes.MaxLength)
            .WithMessage($"{EventTypes.CustomPrefix}*, at most {EventTypes.MaxLength} characters.");
        RuleFor(command => command.CorrelationId).MaximumLength(MaxIdLength);
    }
}

internal sealed class TriggerEventHandler(IEventRepository events, EventRecorder recorder, CallContext call) : IRequestHandler<TriggerEvent, EventView>
{
    public async Task<EventView> Handle(TriggerEvent command, CancellationToken cancellationToken)
    {
        if (command.InstanceId is { } instance && (await events.ChannelsOf([(call.OrgId, instance)], cancellationToken)).Count == 0)
            throw new ValidationFailedException("instanceId", "No such instance.");

        var recorded = await recorder.RecordAll(
            [new NewEvent(call.OrgId, command.EventType, Channel.Custom) { RawPayload = command.Payload, CorrelationId = command.CorrelationId, InstanceId = command.InstanceId }],
            cancellationToken);
        return EventView.Of(recorded[0].Event);
    }
}
