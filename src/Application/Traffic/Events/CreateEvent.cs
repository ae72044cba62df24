using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Events;

/// <summary>Records what an adapter saw at its channel. The same instance, type and external id again answers with the first event.</summary>
[Access(Audience.Principal, Scope.TrafficWrite)]
[CamelCase]
public sealed record CreateEvent(EventInput Event) : ICommand<IngestedEvent>;

internal sealed class CreateEventValidator : AbstractValidator<CreateEvent>
{
    public CreateEventValidator() => RuleFor(command => command.Event).Custom((input, context) =>
    {
        foreach (var (field, message) in EventInputRules.Faults(input))
            context.AddFailure(new FluentValidation.Results.ValidationFailure(field, message));
    });
}

internal sealed class CreateEventHandler(EventIngest ingest, IngestGate gate, CallContext call) : IRequestHandler<CreateEvent, IngestedEvent>
{
    public async Task<IngestedEvent> Handle(CreateEvent command, CancellationToken cancellationToken)
    {
        var one = command.Event.ToNew(call.OrgId);

        // The answer to an Idempotency-Key commits with the event, so that one needs a transaction of its own.
        var answer = call.Idempotency is null
            ? await gate.Add(one).WaitAsync(cancellationToken)
            : (await ingest.Take([one], cancellationToken))[0];
        return answer.Accepted();
    }
}
