using Hivemind.Domain.Webhooks.Inbound;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>The receivers of organisations, inside a command's transaction.</summary>
public interface IWebhookSourceRepository
{
    /// <summary>Locked against other changes.</summary>
    Task<WebhookSource?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    /// <summary>Refuses with DUPLICATE when the organisation has a source of that name.</summary>
    Task Add(WebhookSource source, CancellationToken cancellationToken);

    /// <summary>Adds what every organisation has from the start, once.</summary>
    Task AddBuiltIn(string orgId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Saves it as the next version, which is returned. Refuses with DUPLICATE when its new name is taken.</summary>
    Task<WebhookSource> Save(WebhookSource source, CancellationToken cancellationToken);

    /// <summary>Removes it with what it received; the events that it led to stay.</summary>
    Task Remove(Guid id, CancellationToken cancellationToken);
}
