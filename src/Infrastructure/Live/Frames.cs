using System.Text;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Domain.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>The bytes that subscribers of one kind share, and those that begin and hold a stream.</summary>
internal static class Frames
{
    /// <summary>
    /// The first bytes of a stream: headers leave with them. They name the position that the stream starts from, so that a client whose
    /// line breaks before its first message misses nothing; a reset names it itself, or a break in between would hide the reset.
    /// </summary>
    /// <param name="withPosition">False when stored output comes first: its position would skip the rest of it.</param>
    public static ReadOnlyMemory<byte> Preamble(LiveStart start, bool withPosition = true)
    {
        var position = withPosition ? Place(start.Position) : "\n";
        return Encoding.UTF8.GetBytes(start.Reset is { } reason
            ? $": connected\nretry: 3000\n\nevent: reset\ndata: {WireJson.Write(new ResetData(reason))}\n{position}"
            : $": connected\nretry: 3000\n{position}");
    }

    /// <summary>An id alone: where the stream stands.</summary>
    public static ReadOnlyMemory<byte> At(Position position) => Encoding.UTF8.GetBytes(Place(position));

    /// <summary>The reset of one subscription of a socket.</summary>
    public static ReadOnlyMemory<byte> Reset(string topic, StreamReset reason, Position position) =>
        LiveBytes.WebSocketFrame("reset", topic, WireJson.Write(new ResetData(reason)), position);

    /// <summary>It carries no id, so that a client resumes from the last row it got.</summary>
    public static ReadOnlyMemory<byte> Ping(DateTimeOffset now) =>
        Encoding.UTF8.GetBytes($"event: ping\ndata: {WireJson.Write(new PingData(now))}\n\n");

    public static ReadOnlyMemory<byte> Join(IReadOnlyList<LiveEvent> rows, LiveForm form) =>
        Join([.. rows.Select(row => form is LiveForm.WebSocket ? row.Frame : row.Sse)]);

    public static ReadOnlyMemory<byte> Join(IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        if (parts.Count == 1)
            return parts[0];

        var joined = new byte[parts.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in parts)
        {
            part.CopyTo(joined.AsMemory(at));
            at += part.Length;
        }

        return joined;
    }

    private static string Place(Position position) => $"id: {position.Encode()}\n\n";

    private sealed record ResetData(StreamReset Reason);

    private sealed record PingData(DateTimeOffset Timestamp);
}
