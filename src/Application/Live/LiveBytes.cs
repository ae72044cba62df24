using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Hivemind.Domain.Live;

namespace Hivemind.Application.Live;

/// <summary>What a subscriber's connection speaks.</summary>
public enum LiveForm
{
    ServerSentEvents,
    WebSocket,
}

/// <summary>The wire forms of a message. Only rows of the log have a position.</summary>
public static class LiveBytes
{
    public static byte[] Of(LiveForm form, string name, string topic, string payload, Position? position = null) =>
        form is LiveForm.WebSocket ? WebSocketFrame(name, topic, payload, position) : ServerSentEvent(name, payload, position);

    public static byte[] ServerSentEvent(string name, string payload, Position? position)
    {
        var id = position is { } place ? $"id: {place.Encode()}\n" : "";
        return Encoding.UTF8.GetBytes($"event: {name}\ndata: {OneLine(payload)}\n{id}\n");
    }

    /// <summary>
    /// The payload with the name as its type, the topic and the position. A member that the payload has itself keeps its meaning:
    /// the id of an item or event is not hidden by the position.
    /// </summary>
    public static byte[] WebSocketFrame(string name, string topic, string payload, Position? position)
    {
        var members = Members(payload);
        var text = new StringBuilder(payload.Length + 160).Append("{\"type\":\"").Append(name).Append('"');
        if (!members.Contains("channel"))
            text.Append(",\"channel\":\"").Append(topic).Append('"');

        if (position?.Encode() is { } place)
        {
            text.Append(",\"position\":\"").Append(place).Append('"');
            if (!members.Contains("id"))
                text.Append(",\"id\":\"").Append(place).Append('"');
        }

        if (members.Count > 0)
            text.Append(',');

        return TextFrame(text.Append(payload.AsSpan().Trim()[1..]).ToString());
    }

    /// <summary>One unmasked text message, as servers send it.</summary>
    public static byte[] TextFrame(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var header = length < 126 ? 2 : length <= ushort.MaxValue ? 4 : 10;
        var frame = new byte[header + length];
        frame[0] = 0x81; // the last part of a text
        switch (header)
        {
            case 2:
                frame[1] = (byte)length;
                break;
            case 4:
                frame[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)length);
                break;
            default:
                frame[1] = 127;
                BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), length);
                break;
        }

        Encoding.UTF8.GetBytes(text, frame.AsSpan(header));
        return frame;
    }

    private static List<string> Members(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        return [.. json.RootElement.EnumerateObject().Select(member => member.Name)];
    }

    // A line break inside JSON is only white space, but would end the field of a server-sent event.
    private static string OneLine(string json) => json.AsSpan().ContainsAny('\r', '\n') ? json.ReplaceLineEndings(" ") : json;
}
