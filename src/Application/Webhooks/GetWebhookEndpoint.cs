using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Webhooks;

/// <summary>One endpoint of the organisation, without its secret.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record GetWebhookEndpoint(Guid Id) : IQuery<WebhookEndpointView>;

internal sealed class GetWebhookEndpointHandler(IWebhookQueries webhooks, CallContext call, TimeProvider time)
    : IRequestHandler<GetWebhookEndpoint, WebhookEndpointView>
{
    public async Task<WebhookEndpointView> Handle(GetWebhookEndpoint query, CancellationToken cancellationToken)
    {
        var endpoint = await webhooks.Find(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("webhook endpoint");
        return WebhookEndpointView.Of(endpoint, time.Now());
    }
}
