using System.Diagnostics;
using Hivemind.Application.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Live;

/// <summary>Reads the log once for all subscribers of this process: at every ring, and every second in case one was lost.</summary>
internal sealed partial class StreamTailer(
    ILiveReader log, LiveTexts texts, RecentLog recent, LiveHub hub, INotificationBus bus, IOptions<StreamOptions> options, ILogger<StreamTailer> logger)
    : BackgroundService
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongestLookAgain = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ringing = bus.OnRing(hub.Wake.Set);
        var poll = TimeSpan.FromSeconds(options.Value.PollSeconds);
        var sleep = poll;

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await hub.Wake.Wait(hub.Position is null ? Timeout.InfiniteTimeSpan : sleep, stoppingToken);
                var start = Stopwatch.GetTimestamp();
                var isUnsettled = await ReadOn(stoppingToken);
                sleep = isUnsettled ? LookAgain(sleep, poll) : poll;

                // Under many rings a short breath gathers rows into one batch; a lone one is read at once.
                if (Breath - Stopwatch.GetElapsedTime(start) is var rest && rest > TimeSpan.Zero)
                    await Task.Delay(rest, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, exception);
                await Task.Delay(poll, stoppingToken);
                hub.Wake.Set();
            }
        }
    }

    /// <returns>Whether rows are committed already that an open transaction still holds back.</returns>
    private async Task<bool> ReadOn(CancellationToken cancellationToken)
    {
        while (hub.Position is { } position)
        {
            var page = await log.Read(null, position, null, hub.BatchSize, cancellationToken);
            if (page.End.Epoch != position.Epoch)
            {
                LogNewEpoch(logger);
                hub.CloseAll();
                return false;
            }

            recent.Add(position, page); // before it is delivered: who joins then finds what it has missed
            Delivery delivery;
            while ((delivery = hub.Deliver(position, page)).Lacking.Count > 0)
                await texts.Complete(delivery.Lacking, cancellationToken);

            if (delivery.IsCrowded && page.HasMore)
                await LetCatchUp(cancellationToken);

            if (!page.HasMore)
                return page.IsUnsettled;
        }

        return false;
    }

    // In a burst, those who read get the time to; those who do not are cut by the next batch and cost this once.
    private async Task LetCatchUp(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (hub.IsCrowded() && Stopwatch.GetElapsedTime(start) < Courtesy)
            await Task.Delay(Breath, cancellationToken);
    }

    private static TimeSpan LookAgain(TimeSpan last, TimeSpan poll)
    {
        if (last == poll)
            return Breath;

        return last < LongestLookAgain ? last * 2 : LongestLookAgain;
    }

    [LoggerMessage(1, LogLevel.Warning, "The live log could not be read; trying again")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Information, "The live log has a new epoch; subscribers start anew")]
    private static partial void LogNewEpoch(ILogger logger);
}
