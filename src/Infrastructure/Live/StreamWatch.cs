using System.Security.Cryptography;
using Hivemind.Application.Live;
using Hivemind.Application.People;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hivemind.Infrastructure.Live;

/// <summary>One clock for all streams: breaks silences, cuts those that are stuck, and ends those whose credential no longer holds.</summary>
internal sealed partial class StreamWatch(LiveHub hub, IServiceScopeFactory scopes, TimeProvider time, LiveMetrics metrics, ILogger<StreamWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(30);

    /// <summary>When the credential of a stream is to be looked at again: within 55 s, spread so that not all come at once.</summary>
    public static long NextCheck(DateTimeOffset now) => now.AddSeconds(RandomNumberGenerator.GetInt32(35, 55)).UtcTicks;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Repeat(BreakSilences, stoppingToken), Repeat(CheckCredentials, stoppingToken));

    private async Task Repeat(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await work(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private Task BreakSilences(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ping = Frames.Ping(now);
        hub.ForEach(subscriber =>
        {
            var outbox = subscriber.Outbox;
            if (outbox.PendingSince is > 1 and var since)
            {
                if (now.UtcTicks - since > Stuck.Ticks)
                {
                    outbox.Close(StreamEnd.TooSlow, cut: true);
                    metrics.Dropped();
                }
            }
            else if (outbox.Form is LiveForm.ServerSentEvents && now.UtcTicks - outbox.LastSent >= Quiet.Ticks)
            {
                outbox.Send(ping, 1, now.UtcTicks); // a socket has pings of its own
            }
        });
        return Task.CompletedTask;
    }

    private async Task CheckCredentials(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = new List<Subscriber>();
        hub.ForEach(subscriber =>
        {
            if (subscriber.NextCheck <= now.UtcTicks && !subscriber.Outbox.IsClosed)
                due.Add(subscriber);
        });

        // Streams of one credential that see the same are decided by one look.
        foreach (var alike in due.GroupBy(subscriber => (subscriber.Principal.CredentialId, subscriber.Selection.Key)))
        {
            if (!await StillHolds(alike.First(), cancellationToken))
            {
                foreach (var subscriber in alike)
                    subscriber.Outbox.Close(StreamEnd.CredentialEnded);
            }

            foreach (var subscriber in alike)
                subscriber.NextCheck = NextCheck(now);
        }
    }

    /// <summary>Also false when the rights behind it changed: the client comes back and gets what it may see now.</summary>
    private async Task<bool> StillHolds(Subscriber subscriber, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var (principal, selection) = (subscriber.Principal, subscriber.Selection);
            if (!await scope.ServiceProvider.GetRequiredService<ICredentials>().IsStillValid(principal, cancellationToken))
                return false;

            return selection.HasRightsOf(await scope.ServiceProvider.GetRequiredService<IAccessReader>().For(principal, cancellationToken));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogUnchecked(logger, exception);
            return true;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The credential of a stream could not be checked; trying again")]
    private static partial void LogUnchecked(ILogger logger, Exception exception);
}
