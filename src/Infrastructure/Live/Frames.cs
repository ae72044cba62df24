using System.Text;
using Hivemind.Application.Common;
using Hivemind.Application.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>The bytes of server-sent events.</summary>
internal static class Frames
{
    /// <summary>
    /// The first bytes of a stream: headers leave with them. They name the position that the stream starts from, so that a client whose
    /// line breaks before its first message misses nothing; a reset names it itself, or a break in between would hide the reset.
    /// </summary>
    public static ReadOnlyMemory<byte> Preamble(LiveStart start)
    {
        var position = $"id: {start.Position.Encode()}\n\n";
        return Encoding.UTF8.GetBytes(start.Reset is { } reason
            ? $": connected\nretry: 3000\n\nevent: reset\ndata: {WireJson.Write(new ResetData(reason))}\n{position}"
            : $": connected\nretry: 3000\n{position}");
    }

    /// <summary>It carries no id, so that a client resumes from the last row it got.</summary>
    public static ReadOnlyMemory<byte> Ping(DateTimeOffset now) =>
        Encoding.UTF8.GetBytes($"event: ping\ndata: {WireJson.Write(new PingData(now))}\n\n");

    public static ReadOnlyMemory<byte> Join(IReadOnlyList<LiveEvent> rows) =>
        rows.Count == 1 ? rows[0].Sse : Join(rows.Select(row => row.Sse));

    public static ReadOnlyMemory<byte> Join(IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        var all = parts.ToList();
        var joined = new byte[all.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in all)
        {
            part.CopyTo(joined.AsMemory(at));
            at += part.Length;
        }

        return joined;
    }

    private sealed record ResetData(StreamReset Reason);

    private sealed record PingData(DateTimeOffset Timestamp);
}
