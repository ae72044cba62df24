using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Webhooks.Inbound;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>The sources of the organisation with their figures, newest first, without secrets.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record ListWebhookSources(WebhookProvider? Provider, bool? Enabled, int Limit, int? Offset, string? Cursor)
    : IQuery<OffsetList<WebhookSourceView>>;

internal sealed class ListWebhookSourcesHandler(IWebhookSourceQueries queries, CallContext call)
    : IRequestHandler<ListWebhookSources, OffsetList<WebhookSourceView>>
{
    public async Task<OffsetList<WebhookSourceView>> Handle(ListWebhookSources query, CancellationToken cancellationToken)
    {
        var page = OffsetPage.Of(query.Limit, query.Offset, query.Cursor, "webhook_sources", call.OrgId, query.Provider, query.Enabled);
        var (sources, total) = await queries.List(call.OrgId, query.Provider, query.Enabled, page, cancellationToken);
        return page.List([.. sources.Select(source => WebhookSourceView.Of(source, call))], total, view => new Cursor(view.CreatedAt, view.WebhookId));
    }
}
