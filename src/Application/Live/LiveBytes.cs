using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Hivemind.Application.Live;

/// <summary>What a subscriber's connection speaks.</summary>
public enum LiveForm
{
    ServerSentEvents,
    WebSocket,
}

/// <summary>The wire forms of a row.</summary>
internal static class LiveBytes
{
    public static byte[] ServerSentEvent(LiveEvent row) =>
        Encoding.UTF8.GetBytes($"event: {row.Name}\ndata: {OneLine(row.Payload)}\nid: {row.Position.Encode()}\n\n");

    /// <summary>
    /// The payload with the name as its type, the position and the topic. A member that the payload has itself keeps its meaning
    /// there: the id of an item or event is not hidden by the position.
    /// </summary>
    public static byte[] WebSocketFrame(LiveEvent row)
    {
        var position = row.Position.Encode();
        var payload = row.Payload.AsSpan().Trim()[1..];
        var members = Members(row.Payload);
        var id = members.Contains("id") ? "" : $"\"id\":\"{position}\",";
        var channel = members.Contains("channel") ? "" : $"\"channel\":\"{row.Topic}\",";
        var separator = members.Count == 0 ? "" : ",";
        var envelope = $"{{\"type\":\"{row.Name}\",{id}{channel}\"position\":\"{position}\"{separator}";
        return TextFrame(string.Concat(envelope, payload));
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
