using System.Net.Sockets;
using System.Text;

namespace Hivemind.FunctionalTests.Live;

/// <summary>A client that speaks just enough of the WebSocket protocol to subscribe, and reads only when it is told to.</summary>
internal sealed class RawSocket : IDisposable
{
    private readonly TcpClient _client = new() { ReceiveBufferSize = 4096 };

    private RawSocket()
    {
    }

    /// <summary>Returns when the server has acknowledged the subscription.</summary>
    public static async Task<RawSocket> Subscribe(TestServer server, string credential, string channel, CancellationToken token)
    {
        var socket = new RawSocket();
        await socket._client.ConnectAsync(server.Address.Host, server.Address.Port, token);
        await socket.Send(Encoding.ASCII.GetBytes(
            $"GET /ws?token={credential} HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"), token);

        // A mask of zeros leaves the text as it is.
        var question = $$"""{"type":"subscribe","channel":"{{channel}}"}""";
        await socket.Send([0x81, (byte)(0x80 | question.Length), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(question)], token);

        var heard = "";
        var buffer = new byte[256];
        while (!heard.Contains("subscribed", StringComparison.Ordinal))
            heard += Encoding.ASCII.GetString(buffer, 0, await socket._client.GetStream().ReadAsync(buffer, token));

        return socket;
    }

    /// <summary>Reads until the server ends the connection, in order or by force.</summary>
    /// <returns>How many bytes came, and the last of them.</returns>
    public async Task<(long Count, byte[] Last)> ReadToEnd(CancellationToken token)
    {
        var (count, last, buffer) = (0L, Array.Empty<byte>(), new byte[65536]);
        try
        {
            while (await _client.GetStream().ReadAsync(buffer, token) is > 0 and var read)
                (count, last) = (count + read, [.. last.Concat(buffer[..read]).TakeLast(1024)]);
        }
        catch (IOException)
        {
        }

        return (count, last);
    }

    public void Dispose() => _client.Dispose();

    private async Task Send(byte[] bytes, CancellationToken token) => await _client.GetStream().WriteAsync(bytes, token);
}
