using System.Text.Json;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Infrastructure.Traffic.Events;

/// <summary>New events column by column, as one statement takes them.</summary>
internal sealed record EventColumns
{
    public required Guid[] Id { get; init; }
    public required string[] OrgId { get; init; }
    public required string?[] ExternalId { get; init; }
    public required string[] Channel { get; init; }
    public required Guid?[] InstanceId { get; init; }
    public required Guid?[] PersonId { get; init; }
    public required Guid?[] PlatformIdentityId { get; init; }
    public required string[] EventType { get; init; }
    public required string[] Direction { get; init; }
    public required string?[] ContentType { get; init; }
    public required string?[] TextContent { get; init; }
    public required string?[] Transcription { get; init; }
    public required string?[] ImageDescription { get; init; }
    public required string?[] DocumentExtraction { get; init; }
    public required string?[] MediaUrl { get; init; }
    public required string?[] MediaMimeType { get; init; }
    public required long?[] MediaSizeBytes { get; init; }
    public required int?[] MediaDurationMs { get; init; }
    public required string?[] ReplyTo { get; init; }
    public required string?[] ChatId { get; init; }
    public required string?[] CanonicalChatId { get; init; }
    public required string?[] ErrorMessage { get; init; }
    public required string?[] ErrorStage { get; init; }
    public required DateTimeOffset[] ReceivedAt { get; init; }
    public required DateTimeOffset?[] DeliveredAt { get; init; }
    public required DateTimeOffset?[] ReadAt { get; init; }
    public required string?[] RawPayload { get; init; }
    public required string?[] AgentRequest { get; init; }
    public required string?[] AgentResponse { get; init; }
    public required string?[] Metadata { get; init; }
    public required string?[] CorrelationId { get; init; }
    public required int[] CausationDepth { get; init; }
    public required Guid?[] CausedByEventId { get; init; }
    public required DateTimeOffset[] CreatedAt { get; init; }

    public static EventColumns Of(IReadOnlyList<RecordedEvent> events)
    {
        return new()
        {
            Id = Column(one => one.Id),
            OrgId = Column(one => one.OrgId),
            ExternalId = Column(one => one.ExternalId),
            Channel = Column(one => one.Channel),
            InstanceId = Column(one => one.InstanceId),
            PersonId = Column(one => one.PersonId),
            PlatformIdentityId = Column(one => one.PlatformIdentityId),
            EventType = Column(one => one.EventType),
            Direction = Column(one => EnumText.Of(one.Direction)),
            ContentType = Column(one => one.ContentType is { } type ? EnumText.Of(type) : null),
            TextContent = Column(one => one.TextContent),
            Transcription = Column(one => one.Transcription),
            ImageDescription = Column(one => one.ImageDescription),
            DocumentExtraction = Column(one => one.DocumentExtraction),
            MediaUrl = Column(one => one.MediaUrl),
            MediaMimeType = Column(one => one.MediaMimeType),
            MediaSizeBytes = Column(one => one.MediaSizeBytes),
            MediaDurationMs = Column(one => one.MediaDurationMs),
            ReplyTo = Column(one => one.ReplyTo),
            ChatId = Column(one => one.ChatId),
            CanonicalChatId = Column(one => one.CanonicalChatId),
            ErrorMessage = Column(one => one.ErrorMessage),
            ErrorStage = Column(one => one.ErrorStage),
            ReceivedAt = Column(one => one.ReceivedAt),
            DeliveredAt = Column(one => one.DeliveredAt),
            ReadAt = Column(one => one.ReadAt),
            RawPayload = Column(one => Json(one.RawPayload)),
            AgentRequest = Column(one => Json(one.AgentRequest)),
            AgentResponse = Column(one => Json(one.AgentResponse)),
            Metadata = Column(one => Json(one.Metadata)),
            CorrelationId = Column(one => one.CorrelationId),
            CausationDepth = Column(one => one.CausationDepth),
            CausedByEventId = Column(one => one.CausedByEventId),
            CreatedAt = Column(one => one.CreatedAt),
        };

        T[] Column<T>(Func<RecordedEvent, T> member) => [.. events.Select(member)];
    }

    private static string? Json(JsonElement? element) => element?.GetRawText();
}
