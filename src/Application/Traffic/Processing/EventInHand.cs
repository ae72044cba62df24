using System.Text.Json;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Processing;

/// <summary>A stored event as handlers see it.</summary>
public sealed record EventInHand
{
    public required Guid Id { get; init; }

    public required string OrgId { get; init; }

    public required string EventType { get; init; }

    public required string Channel { get; init; }

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

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What came in; after an edited retry of a dead letter, the edited payload.</summary>
    public JsonElement? RawPayload { get; init; }

    public JsonElement? AgentRequest { get; init; }

    public JsonElement? AgentResponse { get; init; }

    public JsonElement? Metadata { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>How many events caused one another up to this one.</summary>
    public int CausationDepth { get; init; }

    public Guid? CausedByEventId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The replay that has the event handled again; null otherwise.</summary>
    public Guid? ReplayId { get; init; }
}
