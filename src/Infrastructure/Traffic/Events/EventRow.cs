using System.Text.Json;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Infrastructure.Traffic.Events;

/// <summary>A row of events.</summary>
internal record EventRow
{
    public const string Columns =
        """
        id, org_id, external_id, channel, instance_id, person_id, platform_identity_id, event_type, direction, content_type,
        text_content, transcription, image_description, document_extraction, media_url, media_mime_type, media_size_bytes,
        media_duration_ms, reply_to, chat_id, canonical_chat_id, status, error_message, error_stage, received_at, processed_at,
        delivered_at, read_at, processing_time_ms, agent_latency_ms, total_latency_ms, raw_payload::text, agent_request::text,
        agent_response::text, metadata::text, correlation_id, causation_depth, caused_by_event_id, created_at
        """;

    public Guid Id { get; init; }
    public string OrgId { get; init; } = "";
    public string? ExternalId { get; init; }
    public string Channel { get; init; } = "";
    public Guid? InstanceId { get; init; }
    public Guid? PersonId { get; init; }
    public Guid? PlatformIdentityId { get; init; }
    public string EventType { get; init; } = "";
    public string Direction { get; init; } = "";
    public string? ContentType { get; init; }
    public string? TextContent { get; init; }
    public string? Transcription { get; init; }
    public string? ImageDescription { get; init; }
    public string? DocumentExtraction { get; init; }
    public string? MediaUrl { get; init; }
    public string? MediaMimeType { get; init; }
    public long? MediaSizeBytes { get; init; }
    public int? MediaDurationMs { get; init; }
    public string? ReplyTo { get; init; }
    public string? ChatId { get; init; }
    public string? CanonicalChatId { get; init; }
    public string Status { get; init; } = "";
    public string? ErrorMessage { get; init; }
    public string? ErrorStage { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset? ProcessedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public DateTimeOffset? ReadAt { get; init; }
    public int? ProcessingTimeMs { get; init; }
    public int? AgentLatencyMs { get; init; }
    public int? TotalLatencyMs { get; init; }
    public string? RawPayload { get; init; }
    public string? AgentRequest { get; init; }
    public string? AgentResponse { get; init; }
    public string? Metadata { get; init; }
    public string? CorrelationId { get; init; }
    public int CausationDepth { get; init; }
    public Guid? CausedByEventId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public RecordedEvent ToEvent() => new()
    {
        Id = Id,
        OrgId = OrgId,
        ExternalId = ExternalId,
        Channel = Channel,
        InstanceId = InstanceId,
        PersonId = PersonId,
        PlatformIdentityId = PlatformIdentityId,
        EventType = EventType,
        Direction = EnumText.Parse<EventDirection>(Direction),
        ContentType = ContentType is null ? null : EnumText.Parse<ContentType>(ContentType),
        TextContent = TextContent,
        Transcription = Transcription,
        ImageDescription = ImageDescription,
        DocumentExtraction = DocumentExtraction,
        MediaUrl = MediaUrl,
        MediaMimeType = MediaMimeType,
        MediaSizeBytes = MediaSizeBytes,
        MediaDurationMs = MediaDurationMs,
        ReplyTo = ReplyTo,
        ChatId = ChatId,
        CanonicalChatId = CanonicalChatId,
        Status = EnumText.Parse<EventStatus>(Status),
        ErrorMessage = ErrorMessage,
        ErrorStage = ErrorStage,
        ReceivedAt = ReceivedAt,
        ProcessedAt = ProcessedAt,
        DeliveredAt = DeliveredAt,
        ReadAt = ReadAt,
        ProcessingTimeMs = ProcessingTimeMs,
        AgentLatencyMs = AgentLatencyMs,
        TotalLatencyMs = TotalLatencyMs,
        RawPayload = Json(RawPayload),
        AgentRequest = Json(AgentRequest),
        AgentResponse = Json(AgentResponse),
        Metadata = Json(Metadata),
        CorrelationId = CorrelationId,
        CausationDepth = CausationDepth,
        CausedByEventId = CausedByEventId,
        CreatedAt = CreatedAt,
    };

    public static JsonElement? Json(string? text) => text is null ? null : JsonElement.Parse(text);
}
