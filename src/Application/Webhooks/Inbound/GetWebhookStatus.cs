using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Webhooks.Inbound;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>Every source at a glance, by name.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetWebhookStatus : IQuery<WebhookStatusList>;

public sealed record WebhookStatusList(IReadOnlyList<WebhookStatusRow> Webhooks, int TotalCount, int ActiveCount);

/// <param name="EventCount">Deliveries that were accepted.</param>
public sealed record WebhookStatusRow(
    Guid WebhookId, string Name, WebhookProvider Provider, string Endpoint, string PublicUrl, bool Enabled, bool IsBuiltin, long EventCount,
    DateTimeOffset? LastEventAt, DateTimeOffset CreatedAt, bool HasSecret);

internal sealed class GetWebhookStatusHandler(IWebhookSourceQueries queries, CallContext call) : IRequestHandler<GetWebhookStatus, WebhookStatusList>
{
    public async Task<WebhookStatusList> Handle(GetWebhookStatus query, CancellationToken cancellationToken)
    {
        var rows = (await queries.All(call.OrgId, cancellationToken)).Select(one => RowOf(one, call.PublicUrl)).ToList();
        return new(rows, rows.Count, rows.Count(row => row.Enabled));
    }

    private static WebhookStatusRow RowOf(CountedSource counted, string publicUrl)
    {
        var source = counted.Source;
        var endpoint = WebhookSourceView.EndpointOf(source.Id);
        return new(
            source.Id, source.Name, source.Provider, endpoint, publicUrl + endpoint, source.Enabled, source.IsBuiltin, counted.EventCount,
            counted.LastEventAt, source.CreatedAt, source.Secret is not null);
    }
}
