using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Webhooks;

/// <summary>Sends one message again, also one that had arrived. It keeps its id, so the receiver can tell.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record RedeliverWebhook(Guid Id) : ICommand<WebhookDeliveryView>;

internal sealed class RedeliverWebhookHandler(IWebhookEndpointRepository endpoints, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<RedeliverWebhook, WebhookDeliveryView>
{
    public async Task<WebhookDeliveryView> Handle(RedeliverWebhook command, CancellationToken cancellationToken)
    {
        var delivery = await endpoints.FindDelivery(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("webhook delivery");
        var endpoint = await endpoints.Find(call.OrgId, delivery.EndpointId, cancellationToken) ?? throw new NotFoundException("webhook endpoint");
        endpoint.CheckActive();

        var again = delivery.StartAgain(time.Now());
        await endpoints.SaveDelivery(again, cancellationToken);
        await audit.Write("webhook_delivery.redelivered", "webhook_delivery", $"{again.Id}", new { again.EndpointId, again.Event }, cancellationToken);
        return WebhookDeliveryView.Of(again);
    }
}
