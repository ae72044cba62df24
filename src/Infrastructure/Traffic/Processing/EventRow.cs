using System.Text.Json;
using Hivemind.Application.Traffic.Processing;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Infrastructure.Traffic.Processing;

/// <summary>A row of events as handlers need it.</summary>
internal record EventRow
{
    public const string Columns =
        """
        e.id, e.org_id, e.event_type, e.channel, e.external_id, e.instance_id, e.person_id, e.platform_identity_id, e.direction,
        e.content_type, e.text_content, e.transcription, e.image_description, e.document_extraction, e.media_url, e.media_mime_type,
        e.media_size_bytes, e.media_duration_ms, e.reply_to, e.chat_id, e.canonical_chat_id, e.received_at, e.raw_payload,
        e.agent_request, e.agent_response, e.metadata, e.correlation_id, e.causation_depth, e.caused_by_event_id, e.created_at, e.status
        """;

    public Guid Id { get; init; }
    public string OrgId { get; init; } = "";
    public string EventType { get; init; } = "";
    public string Channel { get; init; } = "";
    public string? ExternalId { get; init; }
    public Guid? InstanceId { get; init; }
    public Guid? PersonId { get; init; }
    public Guid? PlatformIdentityId { get; init; }
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
    public DateTimeOffset ReceivedAt { get; init; }
    public string? RawPayload { get; init; }
    public string? AgentRequest { get; init; }
    public string? AgentResponse { get; init; }
    public string? Metadata { get; init; }
    public string? CorrelationId { get; init; }
    public int CausationDepth { get; init; }
    public Guid? CausedByEventId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public string Status { get; init; } = "";

    public EventInHand ToEvent() => new()
    {
        Id = Id,
        OrgId = OrgId,
        EventType = EventType,
        Channel = Channel,
        ExternalId = ExternalId,
        InstanceId = InstanceId,
        PersonId = PersonId,
        PlatformIdentityId = PlatformIdentityId,
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
        ReceivedAt = ReceivedAt,
        RawPayload = Json(RawPayload),
        AgentRequest = Json(AgentRequest),
        AgentResponse = Json(AgentResponse),
        Metadata = Json(Metadata),
        CorrelationId = CorrelationId,
        CausationDepth = CausationDepth,
        CausedByEventId = CausedByEventId,
        CreatedAt = CreatedAt,
    };

    public static JsonElement? Json(string? text) => text is null ? null : JsonSerializer.Deserialize<JsonElement>(text);
}
