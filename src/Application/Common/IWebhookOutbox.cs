namespace Hivemind.Application.Common;

/// <summary>Queues outgoing webhooks in the transaction of the change: one delivery per active endpoint that wants the event.</summary>
public interface IWebhookOutbox
{
    Task Add(string orgId, string eventName, object payload, CancellationToken cancellationToken);
}
