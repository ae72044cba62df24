using System.Text.Json;

namespace Hivemind.Domain.Traffic.Events;

/// <summary>Something that happened, as it was recorded: at a channel, at a webhook, at a client or in the server itself.</summary>
public record RecordedEvent
{
    public const int MaxErrorStageLength = 50;

    public required Guid Id { get; init; }

    public required string OrgId { get; init; }

    /// <summary>Its id at the channel: the same instance, type and external id are the same event.</summary>
    public string? ExternalId { get; init; }

    /// <summary>One of <see cref="Traffic.Channel"/>.</summary>
    public required string Channel { get; init; }

    public Guid? InstanceId { get; init; }

    public Guid? PersonId { get; init; }

    public Guid? PlatformIdentityId { get; init; }

    public required string EventType { get; init; }

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

    public EventStatus Status { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorStage { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? ProcessedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    public DateTimeOffset? ReadAt { get; init; }

    public int? ProcessingTimeMs { get; init; }

    public int? AgentLatencyMs { get; init; }

    public int? TotalLatencyMs { get; init; }

    public JsonElement? RawPayload { get; init; }

    public JsonElement? AgentRequest { get; init; }

    public JsonElement? AgentResponse { get; init; }

    public JsonElement? Metadata { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>How many events led to this one; a chain ends when it is too deep.</summary>
    public int CausationDepth { get; init; }

    public Guid? CausedByEventId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>How far an event has been processed.</summary>
public enum EventStatus
{
    Received,
    Processing,
    Completed,
    Failed,
}

/// <summary>Whether an event came in or goes out to its channel.</summary>
public enum EventDirection
{
    Inbound,
    Outbound,
}

/// <summary>What a message consists of.</summary>
public enum ContentType
{
    Text,
    Audio,
    Image,
    Video,
    Document,
    Sticker,
    Contact,
    Location,
    Reaction,
}
