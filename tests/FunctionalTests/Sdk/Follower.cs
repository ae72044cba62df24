using System.Diagnostics;
using System.Threading.Channels;
using Hivemind.Client;

namespace Hivemind.FunctionalTests.Sdk;

/// <summary>A live client at work, with all that it told.</summary>
internal abstract class Follower : IAsyncDisposable
{
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    public List<string> All { get; } = [];

    public async Task Heard(string text, CancellationToken cancellationToken)
    {
        while (!All.Contains(text))
            All.Add(await _told.Reader.ReadAsync(cancellationToken));
    }

    public abstract ValueTask DisposeAsync();

    protected void Tell(string text) => _told.Writer.TryWrite(text);
}

internal sealed class CSharpFollower : Follower
{
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _http = new();
    private readonly Task _following;

    /// <param name="after">A position, or "ticket": then the stream is opened with tickets alone.</param>
    public CSharpFollower(Uri address, string token, string? after)
    {
        var connection = new HivemindConnection(_http, address, token);
        _following = after == "ticket"
            ? Follow(new HivemindConnection(_http, address, null), null, async end => (await new StreamClient(connection).CreateStreamTicketAsync(cancellationToken: end)).Ticket)
            : Follow(connection, after, null);
    }

    public override async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        _http.Dispose();
        _end.Dispose();
    }

    private async Task Follow(HivemindConnection connection, string? after, Func<CancellationToken, Task<string>>? ticket)
    {
        var options = new LiveOptions
        {
            Topics = "knowledge",
            After = after,
            Ticket = ticket,
            Connected = () => Tell("state live"),
            Reset = reason => Tell($"reset {reason}"),
            Gap = gap => Tell($"gap {gap >= TimeSpan.Zero}"),
            FirstWait = TimeSpan.FromMilliseconds(20),
            LongestWait = TimeSpan.FromMilliseconds(100),
        };
        try
        {
            await foreach (var message in new LiveClient(connection).WatchAsync(options, _end.Token))
                Tell($"message {message.Name} {message.Data.GetProperty("title").GetString()}");
        }
        catch (HivemindProblemException problem)
        {
            Tell($"failed {problem.Code}");
        }
        catch (OperationCanceledException)
        {
            // the test has ended
        }
    }
}

internal sealed class TypeScriptFollower : Follower
{
    private readonly SdkConsumer _consumer;
    private readonly Process _process;
    private readonly Task _reading;

    private TypeScriptFollower(SdkConsumer consumer, Process process)
    {
        (_consumer, _process) = (consumer, process);
        _reading = Read();
    }

    public static Task<Follower> Start(Uri address, string token, string? after, CancellationToken cancellationToken) =>
        Run("live.mjs", [address.ToString(), token, .. after is null ? [] : new[] { after }], cancellationToken);

    /// <summary>Follows channels over a socket.</summary>
    public static Task<Follower> Listen(Uri address, string token, string[] channels, CancellationToken cancellationToken) =>
        Run("socket.mjs", [address.ToString(), token, .. channels], cancellationToken);

    private static async Task<Follower> Run(string program, string[] words, CancellationToken cancellationToken)
    {
        var consumer = new SdkConsumer();
        await TypeScriptPackage.Install(consumer, cancellationToken);
        consumer.Copy(Path.Combine(SdkConsumer.Sources, program));
        return new TypeScriptFollower(consumer, consumer.Start("node", ["--experimental-websocket", program, .. words]));
    }

    public override async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!_process.HasExited)
                _process.Kill();
        }

        await _reading;
        _process.Dispose();
        _consumer.Dispose();
    }

    private async Task Read()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            Tell(line);

        Tell(await _process.StandardError.ReadToEndAsync());
    }
}
