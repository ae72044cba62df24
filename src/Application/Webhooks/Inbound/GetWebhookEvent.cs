using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>One received delivery with its payload.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetWebhookEvent(Guid Id) : IQuery<WebhookEventView>;

internal sealed class GetWebhookEventHandler(IWebhookSourceQueries queries, CallContext call) : IRequestHandler<GetWebhookEvent, WebhookEventView>
{
    public async Task<WebhookEventView> Handle(GetWebhookEvent query, CancellationToken cancellationToken) =>
        await queries.FindEvent(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("webhook event");
}
