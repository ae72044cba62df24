using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Hivemind.Client;

/// <summary>One connection, from open to break.</summary>
internal sealed class SocketLine : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<object> _unsent = Channel.CreateUnbounded<object>();
    private readonly HivemindConnection _connection;
    private readonly SocketOptions _options;
    private byte[] _buffer = new byte[16 * 1024];

    public SocketLine(HivemindConnection connection, SocketOptions options)
    {
        (_connection, _options) = (connection, options);
        (_socket.Options.KeepAliveInterval, _socket.Options.KeepAliveTimeout) = (options.Ping, options.Ping);
    }

    public int? CloseCode => (int?)_socket.CloseStatus;

    public async Task<bool> Open(CancellationToken cancellationToken)
    {
        try
        {
            var ticket = _options.Ticket is null ? null : await _options.Ticket(cancellationToken).ConfigureAwait(false);
            var (address, token) = _connection.Socket(ticket);
            if (token is not null)
                _socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");

            await _socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            Send(new Dictionary<string, object> { ["type"] = "ping" }); // its answer says that the credential holds
            _ = SendAll(cancellationToken);
            return true;
        }
        catch (Exception exception) when (IsBreak(exception, cancellationToken))
        {
            return false;
        }
    }

    public bool Send(object message) => _unsent.Writer.TryWrite(message);

    /// <summary>The next message; null when the line broke or was closed.</summary>
    public async Task<JsonElement?> Next(CancellationToken cancellationToken)
    {
        try
        {
            for (var length = 0; ;)
            {
                if (length == _buffer.Length)
                    Array.Resize(ref _buffer, length * 2);

                var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                if (part.MessageType is WebSocketMessageType.Close)
                    return null;

                length += part.Count;
                if (part.EndOfMessage)
                    return JsonElement.Parse(_buffer.AsSpan(0, length));
            }
        }
        catch (Exception exception) when (IsBreak(exception, cancellationToken))
        {
            return null;
        }
    }

    public void Dispose()
    {
        _unsent.Writer.TryComplete();
        _socket.Abort();
        _socket.Dispose();
    }

    private async Task SendAll(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in _unsent.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var bytes = JsonSerializer.SerializeToUtf8Bytes(message);
                await _socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            _socket.Abort(); // the reader notices
        }
    }

    private static bool IsBreak(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && exception is WebSocketException or HttpRequestException or HivemindProblemException or IOException or ObjectDisposedException
            or TimeoutException or OperationCanceledException;
}
