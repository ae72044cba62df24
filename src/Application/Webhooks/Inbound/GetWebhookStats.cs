using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>How many sources there are and how much each has accepted.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetWebhookStats : IQuery<WebhookStats>;

/// <param name="ActiveWebhooks">Sources that are enabled.</param>
/// <param name="EventsByWebhook">Name of the source → accepted deliveries.</param>
public sealed record WebhookStats(int TotalWebhooks, int ActiveWebhooks, IReadOnlyDictionary<string, long> EventsByWebhook);

internal sealed class GetWebhookStatsHandler(IWebhookSourceQueries queries, CallContext call) : IRequestHandler<GetWebhookStats, WebhookStats>
{
    public async Task<WebhookStats> Handle(GetWebhookStats query, CancellationToken cancellationToken)
    {
        var all = await queries.All(call.OrgId, cancellationToken);
        return new(all.Count, all.Count(one => one.Source.Enabled), all.ToDictionary(one => one.Source.Name, one => one.EventCount));
    }
}
