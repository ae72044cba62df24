using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Events;

/// <summary>The one way in for events: stores them and tells the live log, in the running transaction.</summary>
public sealed class EventRecorder(IEventRepository events, ILiveLog live, TimeProvider time)
{
    /// <summary>Records an event and says its id; that of the first one when the same instance, type and external id are known.</summary>
    public async Task<Guid> Record(NewEvent one, CancellationToken cancellationToken) =>
        (await RecordAll([one], cancellationToken))[0].Event.Id;

    /// <summary>Records many at once. The answers stand in the order of the events; what was known before comes with its first id.</summary>
    public async Task<IReadOnlyList<Recorded>> RecordAll(IReadOnlyList<NewEvent> some, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var candidates = some.Select(one => one.ToEvent(now)).ToList();
        var known = await events.Add(candidates, cancellationToken);
        var recorded = candidates.Select(candidate => known.TryGetValue(candidate.Id, out var first)
            ? new Recorded(candidate with { Id = first }, IsNew: false)
            : new Recorded(candidate, IsNew: true)).ToList();

        await live.Append([.. recorded.Where(one => one.IsNew).Select(Message)], cancellationToken);
        return recorded;
    }

    private static LiveMessage Message(Recorded one) => new(
        one.Event.OrgId, IsPublic: false, "events", "event.received",
        new EventReceived(one.Event.Id, one.Event.EventType, one.Event.InstanceId, one.Event.ReceivedAt));

    [CamelCase]
    private sealed record EventReceived(Guid Id, string EventType, Guid? InstanceId, DateTimeOffset ReceivedAt);
}

/// <summary>What became of an event: recorded, or known before. A known one carries the first id; its other members are those of the repetition.</summary>
public sealed record Recorded(RecordedEvent Event, bool IsNew);

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
        CorrelationId = CorrelationId,
        CausationDepth = CausationDepth,
        CausedByEventId = CausedByEventId,
        CreatedAt = now,
    };

    // As the database keeps it, so that what is answered equals what is read later.
    private static DateTimeOffset? Instant(DateTimeOffset? time) =>
        time?.ToUniversalTime() is { } utc ? utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond)) : null;
}
