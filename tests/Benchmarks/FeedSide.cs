using System.Globalization;

namespace Hivemind.Benchmarks;

/// <summary>One of the servers that are compared, with its subscribers: both are processes of their own.</summary>
internal sealed class FeedSide : IAsyncDisposable
{
    private const int FewMethods = 10;
    private const int MaxRounds = 30;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private readonly FeedProcess _server;
    private readonly FeedProcess _client;
    private readonly Func<string, Task> _publish;
    private readonly List<double> _rates = [];

    private FeedSide(string name, FeedProcess server, FeedProcess client, int subscribers, double idleKilobytes, Func<string, Task> publish)
    {
        (Name, _server, _client, Subscribers, IdleKilobytes, _publish) = (name, server, client, subscribers, idleKilobytes, publish);
    }

    public string Name { get; }

    public int Subscribers { get; }

    /// <summary>What the server's memory grew by with each subscriber, after a collection.</summary>
    public double IdleKilobytes { get; }

    /// <summary>Delivered messages per second of the server's processor time, one figure for each measured stretch.</summary>
    public IReadOnlyList<double> Rates => _rates;

    /// <summary>Seconds that it took to connect all subscribers, 64 at a time.</summary>
    public double ConnectSeconds { get; private init; }

    /// <param name="clients">The role of the process that holds the subscribers.</param>
    public static async Task<FeedSide> Start(
        string name, string role, string connectionString, string key, int subscribers, Func<string, Task>? publish, string clients = "client")
    {
        var server = await FeedProcess.Start(role, connectionString);
        var port = await server.Read("port");
        publish ??= server.Write;

        // Others come and go first, so that code and pools are there and only what a subscriber costs is counted.
        var others = (await Connect(clients, port, Math.Min(subscribers, role == "each" ? 10 : 200), key)).Client; // its connections end later
        await Publish(others, publish, 300);
        await others.DisposeAsync();

        var before = await Memory(server);
        var (client, seconds) = await Connect(clients, port, subscribers, key);
        var idle = (await Memory(server) - before) / 1024.0 / subscribers;
        return new FeedSide(name, server, client, subscribers, idle, publish) { ConnectSeconds = seconds };
    }

    /// <summary>Publishes until the server compiles nothing any more: it does so in the background, for a while after the subscribers came.</summary>
    public async Task WarmUp(int messages)
    {
        long compiled, before = 0;
        for (var round = 0; (compiled = await Compiled()) - before > FewMethods && round < MaxRounds; round++)
        {
            before = compiled;
            await Publish(_client, _publish, messages);
            await Task.Delay(Quiet);
        }

        await _client.Write("forget");
    }

    public async Task Measure(int messages)
    {
        var cpu = _server.Cpu;
        await Publish(_client, _publish, messages);
        _rates.Add((double)Subscribers * messages / Math.Max(1e-3, (_server.Cpu - cpu).TotalSeconds));
    }

    /// <summary>The median and the 99th hundredth of the time from the commit until a message is received, in milliseconds.</summary>
    public async Task<(string P50, string P99)> Latency()
    {
        await _client.Write("report");
        var report = (await _client.Read("latency")).Split(' ');
        return (report[0], report[1]);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static async Task<(FeedProcess Client, double Seconds)> Connect(string role, string port, int subscribers, string key)
    {
        var client = await FeedProcess.Start(role, port, subscribers.ToString(CultureInfo.InvariantCulture), key);
        return (client, double.Parse(await client.Read("ready"), CultureInfo.InvariantCulture));
    }

    /// <summary>One message at a time, the next when all have it: a lost one ends the run.</summary>
    private static async Task Publish(FeedProcess client, Func<string, Task> publish, int messages)
    {
        for (var number = 0; number < messages; number++)
        {
            var marker = number.ToString("D6", CultureInfo.InvariantCulture);
            await publish(marker);
            await client.Write($"published {FeedProcess.Now} {marker}");
            await client.Read("all");
        }
    }

    private async Task<long> Compiled()
    {
        await _server.Write("compiled?");
        return long.Parse(await _server.Read("compiled"), CultureInfo.InvariantCulture);
    }

    private static async Task<long> Memory(FeedProcess server)
    {
        await server.Write("collect");
        return long.Parse(await server.Read("memory"), CultureInfo.InvariantCulture);
    }
}
