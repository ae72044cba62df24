using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks.Inbound;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>What the sources of the organisation received, newest first, without payloads.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record ListWebhookEvents(Guid? WebhookId, WebhookOutcome? Outcome, int Limit, int? Offset, string? Cursor)
    : IQuery<OffsetList<WebhookEventView>>;

internal sealed class ListWebhookEventsHandler(IWebhookSourceQueries queries, CallContext call)
    : IRequestHandler<ListWebhookEvents, OffsetList<WebhookEventView>>
{
    public async Task<OffsetList<WebhookEventView>> Handle(ListWebhookEvents query, CancellationToken cancellationToken)
    {
        var page = OffsetPage.Of(query.Limit, query.Offset, query.Cursor, "webhook_events", call.OrgId, query.WebhookId, query.Outcome);
        if (query.WebhookId is { } id && await queries.Find(call.OrgId, id, cancellationToken) is null)
            throw new NotFoundException("webhook source");

        var (events, total) = await queries.ListEvents(call.OrgId, query.WebhookId, query.Outcome, page, cancellationToken);
        return page.List(events, total, view => new Cursor(view.CreatedAt, view.EventId));
    }
}
