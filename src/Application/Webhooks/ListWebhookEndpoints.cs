using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Webhooks;

/// <summary>The endpoints of the organisation, newest first, without their secrets.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record ListWebhookEndpoints(bool? IsActive, int Limit, int? Offset, string? Cursor) : IQuery<OffsetList<WebhookEndpointView>>;

internal sealed class ListWebhookEndpointsValidator : AbstractValidator<ListWebhookEndpoints>
{
    public ListWebhookEndpointsValidator()
    {
        RuleFor(query => query.Limit).InclusiveBetween(1, 200);
        RuleFor(query => query.Offset).GreaterThanOrEqualTo(0);
        RuleFor(query => query.Offset).Null().When(query => query.Cursor is not null).WithMessage("Either offset or cursor.");
    }
}

internal sealed class ListWebhookEndpointsHandler(IWebhookQueries webhooks, CallContext call, TimeProvider time)
    : IRequestHandler<ListWebhookEndpoints, OffsetList<WebhookEndpointView>>
{
    public async Task<OffsetList<WebhookEndpointView>> Handle(ListWebhookEndpoints query, CancellationToken cancellationToken)
    {
        object?[] filter = ["webhook_endpoints", call.OrgId, query.IsActive];
        var after = Cursor.Decode(query.Cursor, filter);
        var (found, total) = await webhooks.List(call.OrgId, query.IsActive, query.Limit + 1, query.Offset ?? 0, after, cancellationToken);

        var now = time.Now();
        var page = found.Take(query.Limit).ToList();
        var next = found.Count > page.Count ? new Cursor(page[^1].CreatedAt, page[^1].Id).Encode(filter) : null;
        return new([.. page.Select(endpoint => WebhookEndpointView.Of(endpoint, now))], total, query.Limit, query.Offset ?? 0, next);
    }
}
