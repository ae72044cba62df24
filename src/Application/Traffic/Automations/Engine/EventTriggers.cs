using System.Text.Json;
using Hivemind.Application.Traffic.Processing;
using Hivemind.Domain.Traffic.Automations;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>Shows a stored event the way conditions and templates see it.</summary>
internal static class EventTriggers
{
    public static AutomationTrigger Of(EventInHand e)
    {
        var from = From(e);
        return new()
        {
            EventId = e.Id,
            EventType = e.EventType,
            InstanceId = e.InstanceId,
            Channel = e.Channel,
            ReceivedAt = e.ReceivedAt,
            PersonId = e.PersonId,
            ChatId = e.ChatId,
            Text = e.TextContent,
            CorrelationId = e.CorrelationId,
            CausationDepth = e.CausationDepth,
            From = from,
            Payload = IsBare(e.EventType) ? e.RawPayload ?? EngineJson.Of(new { }) : Payload(e, from),
        };
    }

    private static bool IsBare(string type) =>
        type.StartsWith(EventTypes.CustomPrefix, StringComparison.Ordinal) || type.StartsWith(EventTypes.SystemPrefix, StringComparison.Ordinal);

    private static JsonElement Payload(EventInHand e, JsonElement? from) => EngineJson.Of(new
    {
        e.ExternalId,
        e.Channel,
        e.InstanceId,
        e.PersonId,
        e.ChatId,
        e.Direction,
        e.ContentType,
        Text = e.TextContent,
        e.Transcription,
        e.ImageDescription,
        e.DocumentExtraction,
        e.MediaUrl,
        e.MediaMimeType,
        e.ReplyTo,
        from,
        e.Metadata,
        Raw = e.RawPayload,
    });

    private static JsonElement? From(EventInHand e)
    {
        if (e.Metadata is { } metadata && JsonPath.Find(metadata, "from") is { ValueKind: JsonValueKind.Object } from)
            return from;

        return e.PersonId is { } person ? EngineJson.Of(new { id = person, name = (string?)null }) : null;
    }
}
