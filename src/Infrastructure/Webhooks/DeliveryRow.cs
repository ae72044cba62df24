using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks;

namespace Hivemind.Infrastructure.Webhooks;

/// <summary>A row of webhook_deliveries.</summary>
internal sealed record DeliveryRow(
    Guid Id, Guid EndpointId, string Event, string Payload, string Status, int Attempts, int AttemptsBefore, int? ResponseCode,
    string? Error, DateTimeOffset? NextAttemptAt, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? CompletedAt)
{
    public const string Columns =
        """
        d.id, d.endpoint_id, d.event, d.payload, d.status, d.attempts, d.attempts_before, d.response_code, d.error,
        d.next_attempt_at, d.created_at, d.updated_at, d.completed_at
        """;

    public WebhookDelivery ToDelivery() => new()
    {
        Id = Id,
        EndpointId = EndpointId,
        Event = Event,
        Payload = Payload,
        Status = EnumText.Parse<DeliveryStatus>(Status),
        Attempts = Attempts,
        AttemptsBefore = AttemptsBefore,
        ResponseCode = ResponseCode,
        Error = Error,
        NextAttemptAt = NextAttemptAt,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        CompletedAt = CompletedAt,
    };
}
