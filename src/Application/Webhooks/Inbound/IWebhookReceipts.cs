using Hivemind.Domain.Webhooks.Inbound;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>What arrives at sources, inside the transaction that answers it.</summary>
public interface IWebhookReceipts
{
    /// <summary>The source of any organisation, as the address alone names it.</summary>
    Task<WebhookSource?> FindSource(Guid id, CancellationToken cancellationToken);

    /// <summary>Whether the delivery was accepted before. A second one at the same time waits for the first.</summary>
    Task<bool> IsKnown(Guid sourceId, string deliveryId, CancellationToken cancellationToken);

    /// <summary>Whether a run that changed since then noted one of these as its own words.</summary>
    Task<bool> IsOwnWord(string orgId, IReadOnlyList<string> wordIds, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Whether the same thing happened to the same outside thing since then. A second one at the same time waits for the first.</summary>
    Task<bool> IsEcho(Guid sourceId, string flowId, string eventType, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Keeps the delivery and counts it for its source.</summary>
    Task Add(WebhookReceipt receipt, CancellationToken cancellationToken);

    /// <summary>The delivery that an event was recorded for, locked; null for other events.</summary>
    Task<WebhookReceipt?> FindByEvent(string orgId, Guid eventId, CancellationToken cancellationToken);

    Task<WebhookReceipt?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    Task SetCommand(Guid id, string command, Guid? taskId, CancellationToken cancellationToken);

    /// <summary>Removes the oldest made before a time and says how many.</summary>
    Task<int> Remove(DateTimeOffset before, int limit, CancellationToken cancellationToken);
}

/// <summary>One delivery as it is kept. Rejected and skipped ones have no payload.</summary>
public sealed record WebhookReceipt
{
    public required Guid Id { get; init; }
    public required string OrgId { get; init; }
    public required Guid SourceId { get; init; }
    public required WebhookProvider Provider { get; init; }
    public string? EventType { get; init; }
    public string? Payload { get; init; }
    public string? DeliveryId { get; init; }
    public string? FlowId { get; init; }
    public string? Text { get; init; }
    public string? Author { get; init; }
    public string? MatchedCommand { get; init; }
    public Guid? TaskId { get; init; }
    public Guid? HivemindEventId { get; init; }
    public required WebhookOutcome Outcome { get; init; }

    /// <summary>Why it was rejected or skipped.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
