using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Hivemind.Application.Common;

namespace Hivemind.FunctionalTests.Live;

/// <summary>A client of the WebSocket that shows what is on the wire. It reads all the time, as clients do, so that pings are answered.</summary>
internal sealed class Socket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private readonly Channel<JsonElement> _heard = Channel.CreateUnbounded<JsonElement>();
    private readonly Task _reading;

    private Socket(ClientWebSocket socket)
    {
        _socket = socket;
        _reading = Read();
    }

    public int? CloseCode => (int?)_socket.CloseStatus;

    public static Task<Socket> Open(Caller caller, CancellationToken token, string path = "/ws") =>
        Open(caller.Server, $"{path}?token={caller.Credential}", token);

    public static async Task<Socket> Open(TestServer server, string path, CancellationToken token, params (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        foreach (var (name, value) in headers)
            socket.Options.SetRequestHeader(name, value);

        await socket.ConnectAsync(new Uri($"ws://{server.Address.Authority}{path}"), token);
        return new Socket(socket);
    }

    public Task Send(object message, CancellationToken token) => SendText(message as string ?? WireJson.Write(message), token);

    /// <summary>Sends and returns the next message.</summary>
    public async Task<JsonElement> Ask(object message, CancellationToken token)
    {
        await Send(message, token);
        return await Next(token);
    }

    /// <summary>Subscribes and returns the acknowledgement: from then on nothing is missed.</summary>
    public async Task<JsonElement> Subscribe(string channel, CancellationToken token, object? after = null)
    {
        var answer = await Ask(new { type = "subscribe", channel, after }, token);
        Assert.That(answer.GetProperty("type").GetString(), Is.EqualTo("subscribed"), answer.ToString());
        return answer;
    }

    /// <summary>The next message; the test fails when the server closes instead.</summary>
    public async Task<JsonElement> Next(CancellationToken token) =>
        await TryNext(token) ?? throw new InvalidOperationException($"The socket was closed with {CloseCode}.");

    public async Task<List<JsonElement>> Next(int count, CancellationToken token)
    {
        var messages = new List<JsonElement>();
        while (messages.Count < count)
            messages.Add(await Next(token));

        return messages;
    }

    /// <summary>The next message; null when the connection ends.</summary>
    public async Task<JsonElement?> TryNext(CancellationToken token) =>
        await _heard.Reader.WaitToReadAsync(token) && _heard.Reader.TryRead(out var message) ? message : null;

    /// <summary>Reads to the end and says with which code the server closed.</summary>
    public async Task<int?> Ended(CancellationToken token)
    {
        while (await TryNext(token) is not null)
        {
        }

        return CloseCode;
    }

    public Task SendText(string text, CancellationToken token) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, token);

    /// <summary>Says goodbye and waits for the answer.</summary>
    public async Task Close(CancellationToken token)
    {
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, token);
        await _reading.WaitAsync(token);
    }

    /// <summary>Ends without a word, as a process that is killed.</summary>
    public void Abort() => _socket.Abort();

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task Read()
    {
        try
        {
            var (buffer, length) = (new byte[4096], 0);
            while (true)
            {
                if (length == buffer.Length)
                    Array.Resize(ref buffer, length * 2);

                var part = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (part.MessageType is WebSocketMessageType.Close)
                    break;

                length += part.Count;
                if (!part.EndOfMessage)
                    continue;

                _heard.Writer.TryWrite(JsonDocument.Parse(buffer.AsMemory(0, length).ToArray()).RootElement);
                length = 0;
            }
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
        }

        _heard.Writer.TryComplete();
    }
}

internal static class SocketMessages
{
    public static string? Text(this JsonElement message, string member) =>
        message.TryGetProperty(member, out var value) ? value.ToString() : null;

    public static string? Kind(this JsonElement message) => message.Text("type");
}
