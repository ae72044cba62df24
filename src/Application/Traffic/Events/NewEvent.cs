using System.Text.Json;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Events;

/// <summary>An event to record. The server adds id, status and times.</summary>
public sealed record NewEvent(string OrgId, string EventType, string Channel)
{
    public string? ExternalId { get; init; }
    public Guid? InstanceId { get; init; }
    public Guid? PersonId { get; init; }
    public Guid? PlatformIdentityId { get; init; }
    public EventDirection Direction { get; init; }
    public ContentType? ContentType { get; init; }
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

    /// <summary>When it happened; default now.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }
    public DateTimeOffset? ReadAt { get; init; }
    public JsonElement? RawPayload { get; init; }
    public JsonElement? AgentRequest { get; init; }
    public JsonElement? AgentResponse { get; init; }
    public JsonElement? Metadata { get; init; }
    public string? ErrorMessage { get; init; }
    public string? ErrorStage { get; init; }
    public string? CorrelationId { get; init; }
    public int CausationDepth { get; init; }
    public Guid? CausedByEventId { get; init; }

    internal RecordedEvent ToEvent(DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        OrgId = OrgId,
        ExternalId = ExternalId,
        Channel = Channel,
        InstanceId = InstanceId,
        PersonId = PersonId,
        PlatformIdentityId = PlatformIdentityId,
        EventType = EventType,
        Direction = Direction,
        ContentType = ContentType,
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
        ReceivedAt = Instant(ReceivedAt) ?? now,
        DeliveredAt = Instant(DeliveredAt),
        ReadAt = Instant(ReadAt),
        RawPayload = RawPayload,
        AgentRequest = AgentRequest,
        AgentResponse = AgentResponse,
        Metadata = Metadata,
        ErrorMessage = ErrorMessage,
        ErrorStage = ErrorStage,
        CorrelationId = CorrelationId,
        CausationDepth = CausationDepth,
        CausedByEventId = CausedByEventId,
        CreatedAt = now,
    };

    // As the database keeps it, so that what is answered equals what is read later.
    private static DateTimeOffset? Instant(DateTimeOffset? time) =>
        time?.ToUniversalTime() is { } utc ? utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond)) : null;
}
