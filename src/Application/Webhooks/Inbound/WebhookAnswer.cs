using Hivemind.Domain.Common;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>What the sender is told, after what there was to keep has been kept: exactly one of the three.</summary>
public sealed record WebhookAnswer(AcceptedWebhook? Accepted, SkippedWebhook? Skipped, HivemindException? Refusal);

/// <summary>A delivery was taken; what it leads to happens afterwards.</summary>
/// <param name="EventId">The event that was recorded.</param>
/// <param name="Source">The name of the source.</param>
/// <param name="EventType">Its type in the provider's words.</param>
/// <param name="WebhookEventId">The delivery, as <c>GET /webhooks/events/{id}</c> shows it.</param>
public sealed record AcceptedWebhook(bool Received, Guid EventId, string Source, string? EventType, Guid WebhookEventId);

/// <summary>A delivery was understood and led to nothing.</summary>
/// <param name="Reason">handshake, repeat, own_words or echo.</param>
/// <param name="Challenge">What the handshake asks to hear back; null otherwise.</param>
public sealed record SkippedWebhook(bool Received, string Source, string? EventType, Guid WebhookEventId, string Reason, string? Challenge);
