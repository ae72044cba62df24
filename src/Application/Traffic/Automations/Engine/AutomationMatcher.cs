using Hivemind.Application.Traffic.Processing;
using MediatR;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>Looks at every event for the automations of its organisation.</summary>
internal sealed class AutomationMatcher(IMediator mediator) : IEventHandler
{
    public string Name => "automations";

    /// <summary>Which types concern which organisation is only known with the organisation.</summary>
    public bool Wants(string eventType) => true;

    public async Task Handle(EventInHand e, CancellationToken cancellationToken)
    {
        if (!await mediator.Send(new MatchEvent(e), cancellationToken))
            throw new HandlerBusyException("The queue of the event's instance is full.");
    }
}
