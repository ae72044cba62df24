using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Webhooks;

/// <summary>One delivery with every attempt made.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record GetWebhookDelivery(Guid Id) : IQuery<WebhookDeliveryView>;

internal sealed class GetWebhookDeliveryHandler(IWebhookQueries webhooks, CallContext call) : IRequestHandler<GetWebhookDelivery, WebhookDeliveryView>
{
    public async Task<WebhookDeliveryView> Handle(GetWebhookDelivery query, CancellationToken cancellationToken)
    {
        var delivery = await webhooks.FindDelivery(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("webhook delivery");
        return WebhookDeliveryView.Of(delivery, await webhooks.ListAttempts(delivery.Id, cancellationToken));
    }
}
