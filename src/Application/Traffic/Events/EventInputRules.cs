using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Events;

/// <summary>What an event of a client must look like, single or in a batch.</summary>
internal static class EventInputRules
{
    // These stand in indexes, whose entries are bounded.
    private const int MaxIdLength = 500;
    private const int MaxUrlLength = 4000;
    private const int MaxMimeLength = 255;

    /// <summary>What is wrong, by the wire name of the field; nothing when all is well.</summary>
    public static IEnumerable<(string Field, string Message)> Faults(EventInput input)
    {
        if (!EventTypes.IsForClients(input.EventType) || Text.Length(input.EventType) > EventTypes.MaxLength)
            yield return ("eventType", $"A core type or {EventTypes.CustomPrefix}*, at most {EventTypes.MaxLength} characters.");

        if (input.Channel is not null && !Channel.OfClients.Contains(input.Channel))
            yield return ("channel", $"One of: {string.Join(", ", Channel.OfClients)}.");

        (string Field, string? Value, int Max)[] texts =
        [
            ("externalId", input.ExternalId, MaxIdLength), ("replyTo", input.ReplyTo, MaxIdLength), ("chatId", input.ChatId, MaxIdLength),
            ("canonicalChatId", input.CanonicalChatId, MaxIdLength), ("correlationId", input.CorrelationId, MaxIdLength),
            ("mediaUrl", input.MediaUrl, MaxUrlLength), ("mediaMimeType", input.MediaMimeType, MaxMimeLength),
            ("errorStage", input.ErrorStage, RecordedEvent.MaxErrorStageLength),
        ];
        foreach (var (field, value, max) in texts)
        {
            if (value is not null && Text.Length(value) > max)
                yield return (field, $"At most {max} characters.");
        }

        if (input.MediaSizeBytes < 0)
            yield return ("mediaSizeBytes", "0 or more.");

        if (input.MediaDurationMs < 0)
            yield return ("mediaDurationMs", "0 or more.");
    }
}
