using Hivemind.Application.Common;
using Hivemind.Domain.Webhooks;

namespace Hivemind.Application.Webhooks;

/// <summary>Reads endpoints and deliveries of one organisation.</summary>
public interface IWebhookQueries
{
    Task<WebhookEndpoint?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first, one more than the limit where there is more, with the number of all.</summary>
    Task<(IReadOnlyList<WebhookEndpoint> Endpoints, long Total)> List(
        string orgId, bool? isActive, int limit, int offset, Cursor? after, CancellationToken cancellationToken);

    Task<WebhookDelivery?> FindDelivery(string orgId, Guid id, CancellationToken cancellationToken);

    Task<IReadOnlyList<WebhookAttemptView>> ListAttempts(Guid deliveryId, CancellationToken cancellationToken);

    /// <summary>Newest first, one more than the limit where there is more.</summary>
    Task<IReadOnlyList<WebhookDelivery>> ListDeliveries(ListWebhookDeliveries query, Cursor? after, CancellationToken cancellationToken);
}
