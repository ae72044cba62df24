using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Events;

/// <summary>An event as a client reports it.</summary>
[CamelCase]
public sealed record EventInput
{
    /// <summary>A core type such as message.received, or custom.*.</summary>
    public required string EventType { get; init; }

    /// <summary>Taken from the instance where one is named; else a supported channel, webhook or custom (the default).</summary>
    public string? Channel { get; init; }

    /// <summary>Its id at the channel: the same instance, type and external id are the same event.</summary>
    public string? ExternalId { get; init; }

    public Guid? InstanceId { get; init; }
    public Guid? PersonId { get; init; }
    public Guid? PlatformIdentityId { get; init; }

    /// <summary>Default inbound.</summary>
    public EventDirection? Direction { get; init; }

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
    public string? ErrorMessage { get; init; }
    public string? ErrorStage { get; init; }

    /// <summary>Default now.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }
    public DateTimeOffset? ReadAt { get; init; }
    public JsonElement? RawPayload { get; init; }
    public JsonElement? AgentRequest { get; init; }
    public JsonElement? AgentResponse { get; init; }
    public JsonElement? Metadata { get; init; }
    public string? CorrelationId { get; init; }

    internal NewEvent ToNew(string orgId) => new(orgId, EventType, Channel ?? "")
    {
        ExternalId = ExternalId,
        InstanceId = InstanceId,
        PersonId = PersonId,
        PlatformIdentityId = PlatformIdentityId,
        Direction = Direction ?? EventDirection.Inbound,
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
        ErrorMessage = ErrorMessage,
        ErrorStage = ErrorStage,
        ReceivedAt = ReceivedAt,
        DeliveredAt = DeliveredAt,
        ReadAt = ReadAt,
        RawPayload = RawPayload,
        AgentRequest = AgentRequest,
        AgentResponse = AgentResponse,
        Metadata = Metadata,
        CorrelationId = CorrelationId,
    };
}
