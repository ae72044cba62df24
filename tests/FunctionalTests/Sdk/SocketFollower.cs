using Hivemind.Client;

namespace Hivemind.FunctionalTests.Sdk;

/// <summary>The C# socket at work, with all that it told.</summary>
internal sealed class SocketFollower : Follower
{
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _http = new();
    private readonly Task _running;

    public SocketFollower(Uri address, string token, string[] channels)
    {
        var socket = new LiveSocket(new HivemindConnection(_http, address, token), new SocketOptions
        {
            Gap = gap => Tell($"gap {gap >= TimeSpan.Zero}"),
            FirstWait = TimeSpan.FromMilliseconds(20),
            LongestWait = TimeSpan.FromMilliseconds(100),
        });
        foreach (var channel in channels)
        {
            socket.Subscribe(channel, new ChannelHandlers
            {
                Message = message => Tell($"message {message.Name} {Text(message)}"),
                Subscribed = () => Tell($"subscribed {channel}"),
                Reset = reason => Tell($"reset {reason}"),
                Failed = (code, _) => Tell($"refused {code}"),
                AfterSeq = channel.StartsWith("task:", StringComparison.Ordinal) ? 0 : null,
            });
        }

        _running = Run(socket);
    }

    public override async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _http.Dispose();
        _end.Dispose();
    }

    private async Task Run(LiveSocket socket)
    {
        try
        {
            await socket.RunAsync(_end.Token);
        }
        catch (UnauthorizedAccessException)
        {
            Tell("failed 4001");
        }
        catch (OperationCanceledException)
        {
            // the test has ended
        }
    }

    private static string? Text(SocketMessage message)
    {
        foreach (var member in new[] { "title", "output", "status" })
        {
            if (message.Data.TryGetProperty(member, out var text))
                return text.GetString();
        }

        return null;
    }
}
