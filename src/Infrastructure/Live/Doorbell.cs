using System.Collections.Concurrent;
using System.Threading.Channels;
using Hivemind.Infrastructure.Database;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Infrastructure.Live;

/// <summary>
/// Tells every process, after a commit, that the log or a queue has something new. Rings are gathered and sent by one task per
/// process, because a NOTIFY inside each writer's transaction would make all writers wait for each other.
/// </summary>
/// <remarks>The task starts with the first ring, so that the command line rings too; disposing sends what is still gathered.</remarks>
internal sealed partial class Doorbell : IAsyncDisposable
{
    public const string StreamChannel = "hivemind_stream";
    public const string KnowledgeChannel = "knowledge_published";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentQueue<string> _published = new();
    private readonly NpgsqlDataSource _database;
    private readonly NotificationBus _bus;
    private readonly ILogger<Doorbell> _logger;
    private readonly Lazy<Task> _ringing;
    private int _streamRung;

    public Doorbell(NpgsqlDataSource database, NotificationBus bus, ILogger<Doorbell> logger)
    {
        (_database, _bus, _logger) = (database, bus, logger);
        _ringing = new Lazy<Task>(() => Task.Run(SendRings));
    }

    /// <summary>To be called after a commit that wrote log rows or queued work. Returns at once and never throws.</summary>
    public void Ring()
    {
        Interlocked.Exchange(ref _streamRung, 1);
        Wake();
    }

    /// <summary>To be called after a commit that published knowledge; programs outside hear the payload.</summary>
    public void RingKnowledge(string payload)
    {
        _published.Enqueue(payload);
        Wake();
    }

    public async ValueTask DisposeAsync()
    {
        _rings.Writer.TryComplete();
        if (_ringing.IsValueCreated)
            await _ringing.Value;
    }

    private void Wake()
    {
        _bus.Ring(); // this process need not wait for the database to tell it
        _rings.Writer.TryWrite(true);
        _ = _ringing.Value;
    }

    private async Task SendRings()
    {
        while (await _rings.Reader.WaitToReadAsync())
        {
            _rings.Reader.TryRead(out _); // before looking at what rang, so that a later ring is not taken for done

            try
            {
                await Send();
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or ObjectDisposedException)
            {
                LogMuted(_logger, exception);
            }

            if (!_rings.Reader.Completion.IsCompleted)
                await Task.Delay(Pause);
        }
    }

    private async Task Send()
    {
        List<string> channels = [], payloads = [];
        while (_published.TryDequeue(out var payload))
        {
            channels.Add(KnowledgeChannel);
            payloads.Add(payload);
        }

        if (Interlocked.Exchange(ref _streamRung, 0) == 1)
        {
            channels.Add(StreamChannel);
            payloads.Add("");
        }

        // A lost hint costs a second, a wait for the disk would cost every ring: no synchronous commit.
        if (channels.Count > 0)
            await _database.Execute(
                """
                select set_config('synchronous_commit', 'off', true), pg_notify(ring.channel, ring.payload)
                from unnest(@Channels, @Payloads) as ring (channel, payload)
                """, new { Channels = channels.ToArray(), Payloads = payloads.ToArray() }, CancellationToken.None);
    }

    [LoggerMessage(1, LogLevel.Warning, "The doorbell could not ring; other processes find the rows by polling")]
    private static partial void LogMuted(ILogger logger, Exception exception);
}
