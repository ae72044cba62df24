using System.Text;
using Hivemind.Application.Common;
using Hivemind.Application.Live;

namespace Hivemind.Infrastructure.Live;

/// <summary>The bytes of server-sent events.</summary>
internal static class Frames
{
    private static readonly ReadOnlyMemory<byte> Hello = ": connected\nretry: 3000\n\n"u8.ToArray();

    /// <summary>The first bytes of a stream: headers leave with them, and a reset comes before everything else.</summary>
    public static ReadOnlyMemory<byte> Preamble(LiveStart start) => start.Reset is null ? Hello : Join(
    [
        Hello,
        Encoding.UTF8.GetBytes($"event: reset\ndata: {WireJson.Write(new ResetData(start.Reset.Value))}\nid: {start.Position.Encode()}\n\n"),
    ]);

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
