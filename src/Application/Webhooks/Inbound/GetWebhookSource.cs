using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>One source with its figures, without its secret.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetWebhookSource(Guid Id) : IQuery<WebhookSourceView>;

internal sealed class GetWebhookSourceHandler(IWebhookSourceQueries queries, CallContext call) : IRequestHandler<GetWebhookSource, WebhookSourceView>
{
    public async Task<WebhookSourceView> Handle(GetWebhookSource query, CancellationToken cancellationToken) =>
        WebhookSourceView.Of(await queries.Find(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("webhook source"), call);
}
