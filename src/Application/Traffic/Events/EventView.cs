using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Events;

/// <summary>A recorded event.</summary>
/// <param name="Channel">The channel of its instance, or webhook, custom or system.</param>
/// <param name="CausationDepth">How many events led to this one.</param>
[CamelCase]
public sealed record EventView(
    Guid Id,
    string OrgId,
    string? ExternalId,
    string Channel,
    Guid? InstanceId,
    Guid? PersonId,
    Guid? PlatformIdentityId,
    string EventType,
    EventDirection Direction,
    ContentType? ContentType,
    string? TextContent,
    string? Transcription,
    string? ImageDescription,
    string? DocumentExtraction,
    string? MediaUrl,
    string? MediaMimeType,
    long? MediaSizeBytes,
    int? MediaDurationMs,
    string? ReplyTo,
    string? ChatId,
    string? CanonicalChatId,
    EventStatus Status,
    string? ErrorMessage,
    string? ErrorStage,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? ProcessedAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? ReadAt,
    int? ProcessingTimeMs,
    int? AgentLatencyMs,
    int? TotalLatencyMs,
    JsonElement? RawPayload,
    JsonElement? AgentRequest,
    JsonElement? AgentResponse,
    JsonElement? Metadata,
    string? CorrelationId,
    int CausationDepth,
    Guid? CausedByEventId,
    DateTimeOffset CreatedAt)
{
    public static EventView Of(RecordedEvent one) => new(
        one.Id, one.OrgId, one.ExternalId, one.Channel, one.InstanceId, one.PersonId, one.PlatformIdentityId, one.EventType,
        one.Direction, one.ContentType, one.TextContent, one.Transcription, one.ImageDescription, one.DocumentExtraction,
        one.MediaUrl, one.MediaMimeType, one.MediaSizeBytes, one.MediaDurationMs, one.ReplyTo, one.ChatId, one.CanonicalChatId,
        one.Status, one.ErrorMessage, one.ErrorStage, one.ReceivedAt, one.ProcessedAt, one.DeliveredAt, one.ReadAt,
        one.ProcessingTimeMs, one.AgentLatencyMs, one.TotalLatencyMs, one.RawPayload, one.AgentRequest, one.AgentResponse,
        one.Metadata, one.CorrelationId, one.CausationDepth, one.CausedByEventId, one.CreatedAt);
}
