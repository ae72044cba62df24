using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Domain.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Live;

internal sealed partial class LiveStreams(
    ILiveReader log, LiveHub hub, IOptions<StreamOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<LiveStreams> logger)
    : ILiveStreams
{
    private const int ReplayPage = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly Action<object?> CloseIt = subscriber => ((Subscriber?)subscriber)?.Close();

    public ILiveStream Open(LiveSelection selection, Principal principal, LiveStart start) => new Stream(this, selection, principal, start);

    private async Task Run(Stream stream, ILiveOutput output, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var subscriber = new Subscriber(stream.Selection, stream.Principal, output, stream.Start.Position, options.Value.QueueLength, hub.Leave)
        {
            LastSent = now.UtcTicks,
            NextCheck = StreamWatch.NextCheck(now),
        };

        await using var left = cancellationToken.UnsafeRegister(CloseIt, subscriber);
        await using var stopped = lifetime.ApplicationStopping.UnsafeRegister(CloseIt, subscriber);
        await Begin(stream, subscriber, output, cancellationToken); // apart, so that nothing of it is held while the stream is open
        await subscriber.Ended;
    }

    private async Task Begin(Stream stream, Subscriber subscriber, ILiveOutput output, CancellationToken cancellationToken)
    {
        try
        {
            await Write(output, Frames.Preamble(stream.Start));
            await CatchUp(stream, subscriber, output, cancellationToken);
        }
        catch (Exception exception)
        {
            if (!subscriber.IsClosed)
                LogFailed(logger, exception);

            subscriber.Close();
        }

        subscriber.Release();
    }

    private async Task CatchUp(Stream stream, Subscriber subscriber, ILiveOutput output, CancellationToken cancellationToken)
    {
        if (stream.IsResumed)
            subscriber.From = await Replay(subscriber, output, null, cancellationToken);

        if (hub.Join(subscriber) is not { } joined)
            subscriber.Close();
        else if (joined.IsAfter(subscriber.From))
            await Replay(subscriber, output, joined, cancellationToken);
    }

    private async Task<Position> Replay(Subscriber subscriber, ILiveOutput output, Position? until, CancellationToken cancellationToken)
    {
        var at = subscriber.From;
        LogPage page;
        do
        {
            page = await log.Read(subscriber.Selection, at, until, ReplayPage, cancellationToken);
            at = page.End;
            if (page.Rows.Count > 0)
                await Write(output, Frames.Join(page.Rows));
        }
        while (page.HasMore && !subscriber.IsClosed);

        return at;
    }

    private static async Task Write(ILiveOutput output, ReadOnlyMemory<byte> bytes)
    {
        var write = output.Write(bytes);
        if (write.IsCompletedSuccessfully)
            return;

        using var patience = new CancellationTokenSource(Patience);
        using var end = patience.Token.UnsafeRegister(static output => ((ILiveOutput?)output)?.Abort(), output);
        await write;
    }

    [LoggerMessage(1, LogLevel.Warning, "A stream ended while it caught up")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private sealed class Stream(LiveStreams owner, LiveSelection selection, Principal principal, LiveStart start) : ILiveStream
    {
        public LiveSelection Selection => selection;

        public Principal Principal => principal;

        public LiveStart Start => start;

        public bool IsResumed => start.IsResumed;

        public Task Run(ILiveOutput output, CancellationToken cancellationToken) => owner.Run(this, output, cancellationToken);
    }
}
