using Hivemind.Domain.Webhooks;

namespace Hivemind.Application.Webhooks;

/// <summary>Endpoints and their deliveries, inside a command's transaction. What is found is locked against other changes.</summary>
public interface IWebhookEndpointRepository
{
    Task<WebhookEndpoint?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    Task Add(WebhookEndpoint endpoint, CancellationToken cancellationToken);

    /// <summary>Saves it as the next version, which is returned.</summary>
    Task<WebhookEndpoint> Save(WebhookEndpoint endpoint, CancellationToken cancellationToken);

    /// <summary>Removes it with its deliveries.</summary>
    Task Remove(Guid id, CancellationToken cancellationToken);

    /// <summary>Fails what waits for an endpoint that was disabled.</summary>
    Task FailWaiting(Guid endpointId, CancellationToken cancellationToken);

    Task<WebhookDelivery?> FindDelivery(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>Saves a delivery that starts again; the worker sees it after the commit.</summary>
    Task SaveDelivery(WebhookDelivery delivery, CancellationToken cancellationToken);

    /// <summary>Starts the failed deliveries of a span again and says how many.</summary>
    Task<int> StartFailedAgain(Guid endpointId, DateTimeOffset since, DateTimeOffset? until, CancellationToken cancellationToken);

    /// <summary>Removes the oldest deliveries made before a time and says how many.</summary>
    Task<int> RemoveDeliveries(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
