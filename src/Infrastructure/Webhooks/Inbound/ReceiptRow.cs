using Hivemind.Application.Webhooks.Inbound;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks.Inbound;

namespace Hivemind.Infrastructure.Webhooks.Inbound;

/// <summary>A row of webhook_events.</summary>
internal sealed record ReceiptRow
{
    public const string Columns =
        """
        id, org_id, source_id, provider, event_type, payload, delivery_id, flow_id, text, author, matched_command, task_id, hivemind_event_id,
        outcome, reason, created_at
        """;

    public Guid Id { get; init; }
    public string OrgId { get; init; } = "";
    public Guid SourceId { get; init; }
    public string Provider { get; init; } = "";
    public string? EventType { get; init; }
    public string? Payload { get; init; }
    public string? DeliveryId { get; init; }
    public string? FlowId { get; init; }
    public string? Text { get; init; }
    public string? Author { get; init; }
    public string? MatchedCommand { get; init; }
    public Guid? TaskId { get; init; }
    public Guid? HivemindEventId { get; init; }
    public string Outcome { get; init; } = "";
    public string? Reason { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public WebhookReceipt ToReceipt() => new()
    {
        Id = Id,
        OrgId = OrgId,
        SourceId = SourceId,
        Provider = EnumText.Parse<WebhookProvider>(Provider),
        EventType = EventType,
        Payload = Payload,
        DeliveryId = DeliveryId,
        FlowId = FlowId,
        Text = Text,
        Author = Author,
        MatchedCommand = MatchedCommand,
        TaskId = TaskId,
        HivemindEventId = HivemindEventId,
        Outcome = EnumText.Parse<WebhookOutcome>(Outcome),
        Reason = Reason,
        CreatedAt = CreatedAt,
    };
}
