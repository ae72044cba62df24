using System.Text.Json;
using Hivemind.Domain.Webhooks;

namespace Hivemind.Application.Webhooks;

/// <summary>One message to one endpoint and how far it has come.</summary>
/// <param name="Attempts">How many attempts were made so far.</param>
/// <param name="AttemptLog">Every attempt, oldest first; null in lists.</param>
public sealed record WebhookDeliveryView(
    Guid Id,
    Guid EndpointId,
    string Event,
    JsonElement Payload,
    DeliveryStatus Status,
    int Attempts,
    int? ResponseCode,
    string? Error,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? CompletedAt,
    IReadOnlyList<WebhookAttemptView>? AttemptLog)
{
    public static WebhookDeliveryView Of(WebhookDelivery delivery, IReadOnlyList<WebhookAttemptView>? attempts = null) => new(
        delivery.Id, delivery.EndpointId, delivery.Event, JsonSerializer.Deserialize<JsonElement>(delivery.Payload),
        delivery.Status, delivery.Attempts, delivery.ResponseCode, delivery.Error, delivery.NextAttemptAt,
        delivery.CreatedAt, delivery.UpdatedAt, delivery.CompletedAt, attempts);
}

/// <summary>One call to the endpoint.</summary>
/// <param name="ResponseExcerpt">The first kilobyte of the answer.</param>
/// <param name="Error">A short code such as timeout, connection_failed, address_refused or http_500; null for a success.</param>
public sealed record WebhookAttemptView(
    int Attempt, DateTimeOffset StartedAt, int DurationMs, int? ResponseCode, string? ResponseExcerpt, string? Error);
