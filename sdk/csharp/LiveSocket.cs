namespace Hivemind.Client;

/// <summary>
/// One WebSocket for many channels. After every break each channel resumes where it stopped, so that messages come once and in order.
/// </summary>
public sealed class LiveSocket(HivemindConnection connection, SocketOptions? options = null)
{
    private const int Unauthorized = 4001;

    private readonly SocketOptions _options = options ?? new SocketOptions();
    private readonly SocketChannels _channels = new();
    private SocketLine? _line;

    /// <summary>Follows a channel; dispose to leave it. To be called before or while it runs.</summary>
    public IDisposable Subscribe(string channel, ChannelHandlers handlers)
    {
        ArgumentNullException.ThrowIfNull(handlers);
        var subscription = _channels.Add(channel, handlers, out var question);
        Send(question);
        return new Leaving(() => Send(_channels.Remove(subscription)));
    }

    public IDisposable Subscribe(string channel, Action<SocketMessage> heard) => Subscribe(channel, new ChannelHandlers { Message = heard });

    /// <summary>Says something in a conversation; false while the line is down.</summary>
    public bool Say(Guid conversationId, string content) =>
        Send(new Dictionary<string, object> { ["type"] = "chat_message", ["conversation_id"] = conversationId, ["content"] = content });

    /// <summary>Says something about a task to its owner and assignee; false while the line is down.</summary>
    public bool SayAboutTask(Guid taskId, string message) =>
        Send(new Dictionary<string, object> { ["type"] = "task_chat_message", ["task_id"] = taskId, ["message"] = message });

    /// <summary>Holds the line until cancelled. A credential that is refused ends it with an UnauthorizedAccessException.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (attempts, brokenSince) = (0, (long?)null);
        while (true)
        {
            using var line = new SocketLine(connection, _options);
            if (await line.Open(cancellationToken).ConfigureAwait(false))
            {
                _line = line;
                foreach (var question in _channels.Questions())
                    line.Send(question);

                var isFirst = true;
                while (await line.Next(cancellationToken).ConfigureAwait(false) is { } message)
                {
                    if (isFirst)
                    {
                        (isFirst, attempts) = (false, 0);
                        if (brokenSince is { } since)
                            _options.Gap?.Invoke(_options.Time.GetElapsedTime(since));

                        brokenSince = null;
                        _options.Connected?.Invoke();
                    }

                    _channels.Tell(message);
                }
            }

            _line = null;
            if (line.CloseCode == Unauthorized)
                throw new UnauthorizedAccessException("The server refuses the credential.");

            brokenSince ??= _options.Time.GetTimestamp();
            await Task.Delay(Wait(attempts++), _options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool Send(object? message) => message is not null && _line is { } line && line.Send(message);

#pragma warning disable CA5394 // spreads reconnects, guards nothing
    private TimeSpan Wait(int attempts)
    {
        var wait = Math.Min(_options.LongestWait.TotalMilliseconds, _options.FirstWait.TotalMilliseconds * Math.Pow(2, attempts));
        return TimeSpan.FromMilliseconds(wait * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
#pragma warning restore CA5394

    private sealed class Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
