using System.Text;

namespace Hivemind.Benchmarks;

/// <summary>How a subscriber of a benchmark introduces itself.</summary>
internal interface IFeedGreeting
{
    /// <summary>The first bytes of a connection.</summary>
    byte[] Request(int number);

    /// <summary>What follows once the server has answered; null when nothing does.</summary>
    byte[]? Question { get; }

    /// <summary>By what the subscriber knows that it is connected.</summary>
    ReadOnlySpan<byte> Connected { get; }
}

/// <summary>The feed as server-sent events.</summary>
internal sealed class StreamGreeting(string key) : IFeedGreeting
{
    public byte[]? Question => null;

    public ReadOnlySpan<byte> Connected => ": connected"u8;

    public byte[] Request(int number) =>
        Encoding.ASCII.GetBytes($"GET /api/v1/stream/feed HTTP/1.1\r\nHost: bench\r\nX-API-Key: {key}\r\n\r\n");
}

/// <summary>A WebSocket that subscribes to knowledge. A principal has few sockets, so there are many.</summary>
internal sealed class SocketGreeting(string[] keys) : IFeedGreeting
{
    private static readonly byte[] Subscribe = Masked("""{"type":"subscribe","channel":"knowledge"}""");

    public byte[]? Question => Subscribe;

    public ReadOnlySpan<byte> Connected => "\"subscribed\""u8;

    public byte[] Request(int number) => Encoding.ASCII.GetBytes(
        $"GET /ws HTTP/1.1\r\nHost: bench\r\nX-API-Key: {keys[number % keys.Length]}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

    // Clients mask what they send; a mask of zeros leaves the text as it is.
    private static byte[] Masked(string text) => [0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(text)];
}
