using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Hivemind.Benchmarks;

/// <summary>All subscribers of a benchmark in one process: bare sockets that look for the marker of a message.</summary>
/// <param name="greeting">How a subscriber introduces itself and knows that it is connected.</param>
internal sealed class FeedClient(int port, int count, IFeedGreeting greeting) : IDisposable
{
    private const int PerAddress = 2_500; // several client addresses, as one has too few ports

    private readonly List<double> _latencies = [];
    private readonly long[] _received = new long[count];
    private readonly SemaphoreSlim _connecting = new(64);
    private readonly TaskCompletionSource _ready = new();
    private TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connected;
    private int _outstanding;

    public async Task Run()
    {
        var start = Stopwatch.GetTimestamp();
        _outstanding = _received.Length;
        for (var number = 0; number < _received.Length; number++)
            _ = Stay(number);

        await _ready.Task;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready {Stopwatch.GetElapsedTime(start).TotalSeconds:F3}"));

        while (await Console.In.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["published", var at, _]:
                    await Gather(long.Parse(at, CultureInfo.InvariantCulture));
                    break;
                case ["forget"]:
                    _latencies.Clear();
                    break;
                case ["report"]:
                    _latencies.Sort();
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"latency {Quantile(0.5):F2} {Quantile(0.99):F2}"));
                    break;
            }
        }
    }

    public void Dispose() => _connecting.Dispose();

    private async Task Gather(long published)
    {
        await _all.Task;
        foreach (var received in _received)
            _latencies.Add(Math.Max(0, Stopwatch.GetElapsedTime(published, received).TotalMilliseconds));

        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _outstanding = _received.Length;
        Console.WriteLine("all");
    }

    private async Task Stay(int number)
    {
        try
        {
            await Subscribe(number);
            await Console.Error.WriteLineAsync($"subscriber {number} lost its stream");
        }
        catch (SocketException problem)
        {
            await Console.Error.WriteLineAsync($"subscriber {number} lost its stream: {problem.Message}");
        }
    }

    private async Task Subscribe(int number)
    {
        await _connecting.WaitAsync();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)(2 + (number / PerAddress))]), 0));
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await socket.SendAsync(greeting.Request(number));
        if (greeting.Question is { } question)
        {
            await socket.ReceiveAsync(new byte[1024]); // the headers of the upgrade
            await socket.SendAsync(question);
        }

        var buffer = new byte[1024];
        var pings = greeting.Question is null ? null : new PingFinder();
        var isConnected = false;
        while (await socket.ReceiveAsync(buffer) is > 0 and var read)
        {
            var now = Stopwatch.GetTimestamp();
            var bytes = buffer.AsSpan(0, read);
            if (!isConnected && bytes.IndexOf(greeting.Connected) >= 0)
            {
                isConnected = true;
                _connecting.Release();
                if (Interlocked.Increment(ref _connected) == _received.Length)
                    _ready.TrySetResult();
            }

            // A marker is "#000001;": its last byte tells that the message is here, in whatever pieces.
            if (isConnected && bytes.IndexOf((byte)';') >= 0)
            {
                _received[number] = now;
                if (Interlocked.Decrement(ref _outstanding) == 0)
                    _all.TrySetResult();
            }

            if (pings?.Answer(bytes) is { } pong)
                await socket.SendAsync(pong);
        }
    }

    private double Quantile(double share) => _latencies.Count == 0 ? 0 : _latencies[(int)(share * (_latencies.Count - 1))];
}
