using System.Collections.Concurrent;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Webhooks;

/// <summary>
/// Sends what is due. One loop stores what has finished and claims what is next, many at a time; the calls run beside it,
/// outside any transaction. A worker that dies loses its leases, and another sends the same messages under the same ids.
/// </summary>
internal sealed partial class DeliveryWorker(
    DeliveryQueue queue, DeliverySender sender, FinishedAttempts finished, DeliverySignal signal, INotificationBus bus,
    IOptions<DeploymentOptions> options, ILogger<DeliveryWorker> logger) : BackgroundService
{
    private const int MaxInFlight = 500;
    private const int MaxBatch = 200;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BusPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, (ClaimedDelivery Claim, Task Call)> _calls = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.JobsEnabled)
            return;

        using var abandon = new CancellationTokenSource();
        var others = new DeliverySignal();
        using (bus.OnRing(others.Ring))
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var (woken, heard) = (signal.Next, others.Next);
                if (!await TryStep(abandon.Token, stoppingToken))
                    await Wait(woken, heard, stoppingToken);
            }
        }

        await Leave(abandon);
    }

    /// <returns>True when there was something to do, so that there may be more.</returns>
    private async Task<bool> TryStep(CancellationToken abandon, CancellationToken stoppingToken)
    {
        try
        {
            var stored = await StoreFinished(stoppingToken);
            var free = MaxInFlight - _calls.Count;
            var claims = free > 0 ? await queue.Claim(Math.Min(free, MaxBatch), stoppingToken) : [];
            foreach (var claim in claims)
                _calls[claim.Delivery.Id] = (claim, Task.Run(() => Call(claim, abandon), CancellationToken.None));

            return stored || claims.Count > 0;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception);
            return false;
        }
    }

    private async Task<bool> StoreFinished(CancellationToken cancellationToken)
    {
        var stored = await finished.StoreSome(cancellationToken);
        foreach (var attempt in stored)
            _calls.TryRemove(attempt.Claim.Delivery.Id, out _);

        return stored.Count > 0;
    }

    private async Task Call(ClaimedDelivery claim, CancellationToken abandon)
    {
        try
        {
            finished.Add(new FinishedAttempt(claim, await sender.Send(claim, abandon)));
            signal.Ring();
        }
        catch (OperationCanceledException) when (abandon.IsCancellationRequested)
        {
        }
    }

    // What this process queued is claimed at once; what others ring for, at most once in a while: they deliver it themselves.
    private static async Task Wait(Task woken, Task heard, CancellationToken stoppingToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var first = await Task.WhenAny(woken, heard, Task.Delay(Poll, ended.Token));
        if (first == heard)
            await Task.WhenAny(woken, Task.Delay(BusPause, ended.Token));

        await ended.CancelAsync();
    }

    private async Task Leave(CancellationTokenSource abandon)
    {
        await Task.WhenAny(Task.WhenAll(_calls.Values.Select(call => call.Call)), Task.Delay(Farewell, CancellationToken.None));
        await abandon.CancelAsync();
        try
        {
            while (await StoreFinished(CancellationToken.None))
            {
            }

            if (!_calls.IsEmpty)
                await queue.Release([.. _calls.Values.Select(call => call.Claim)], CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Delivering webhooks failed and goes on")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
