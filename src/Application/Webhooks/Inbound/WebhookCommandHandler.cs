using Hivemind.Application.Traffic.Processing;
using Hivemind.Domain.Webhooks.Inbound;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>Reacts to the events that inbound webhooks become, and does what their texts ask for.</summary>
internal sealed class WebhookCommandHandler(IMediator mediator) : IEventHandler
{
    public string Name => "webhook commands";

    public bool Wants(string eventType) => eventType.StartsWith(WebhookSource.EventTypePrefix, StringComparison.Ordinal);

    public Task Handle(EventInHand e, CancellationToken cancellationToken) => mediator.Send(new DispatchWebhookCommand(e.Id), cancellationToken);
}
