using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks;
using MediatR;

namespace Hivemind.Application.Webhooks;

/// <summary>The deliveries to one endpoint, newest first.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record ListWebhookDeliveries(
    Guid EndpointId, DeliveryStatus? Status, string? Event, DateTimeOffset? Since, DateTimeOffset? Until, int Limit, string? Cursor)
    : IQuery<CursorList<WebhookDeliveryView>>;

internal sealed class ListWebhookDeliveriesValidator : AbstractValidator<ListWebhookDeliveries>
{
    public ListWebhookDeliveriesValidator() => RuleFor(query => query.Limit).InclusiveBetween(1, 200);
}

internal sealed class ListWebhookDeliveriesHandler(IWebhookQueries webhooks, CallContext call)
    : IRequestHandler<ListWebhookDeliveries, CursorList<WebhookDeliveryView>>
{
    public async Task<CursorList<WebhookDeliveryView>> Handle(ListWebhookDeliveries query, CancellationToken cancellationToken)
    {
        object?[] filter = ["webhook_deliveries", call.OrgId, query.EndpointId, query.Status, query.Event, query.Since, query.Until];
        var after = Cursor.Decode(query.Cursor, filter);

        if (await webhooks.Find(call.OrgId, query.EndpointId, cancellationToken) is null)
            throw new NotFoundException("webhook endpoint");

        var found = await webhooks.ListDeliveries(query, after, cancellationToken);
        var page = found.Take(query.Limit).ToList();
        var next = found.Count > page.Count ? new Cursor(page[^1].CreatedAt, page[^1].Id).Encode(filter) : null;
        return new([.. page.Select(delivery => WebhookDeliveryView.Of(delivery))], next);
    }
}
