using System.Diagnostics;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Application.Traffic.Automations.Engine;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

/// <summary>
/// Runs automations. One loop stores what has ended, fires windows and claims executions; these run beside it. A process that dies
/// loses its leases, and another goes on after the last action that was stored.
/// </summary>
internal sealed partial class AutomationWorker(
    ExecutionClaims claims, RunningExecutions running, EngineBeat beat, AutomationBell bell, INotificationBus bus,
    IServiceScopeFactory scopes, IOptions<DeploymentOptions> options, ILogger<AutomationWorker> logger) : BackgroundService
{
    private const int MaxInFlight = 200;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan WindowPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan BeatPeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private long _lookedForWindows;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.JobsEnabled)
            return;

        using var abandon = new CancellationTokenSource();
        var beating = Beat(stoppingToken);
        using (bus.OnRing(bell.Wake.Set))
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                if (!await Try(() => Step(abandon.Token, stoppingToken), stoppingToken))
                    await Rest(stoppingToken);
            }
        }

        await beating;
        await Leave(abandon);
    }

    /// <returns>True when there was something to do, so that there may be more.</returns>
    private async Task<bool> Step(CancellationToken abandon, CancellationToken stoppingToken)
    {
        var stored = await running.StoreFinished(stoppingToken);
        var fired = await FireSome(stoppingToken);
        var free = MaxInFlight - running.Count;
        var claimed = free > 0 ? await claims.Claim(free, stoppingToken) : [];
        foreach (var claim in claimed)
            running.Begin(claim, abandon);

        return stored || fired || claimed.Count > 0;
    }

    // In a busy process windows are looked for now and then, not after every batch.
    private async Task<bool> FireSome(CancellationToken cancellationToken)
    {
        if (Stopwatch.GetElapsedTime(_lookedForWindows) < WindowPause)
            return false;

        if (await Fire(cancellationToken))
            return true;

        _lookedForWindows = Stopwatch.GetTimestamp();
        return false;
    }

    private async Task<bool> Fire(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new FireWindow(), cancellationToken);
    }

    private async Task Rest(CancellationToken stoppingToken)
    {
        try
        {
            // Every commit of the deployment rings; the pause folds many rings into one look.
            await Task.Delay(IdlePause, stoppingToken);
            await bell.Wake.Wait(await beat.UntilNextWindow(Poll, stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception);
        }
    }

    private async Task Beat(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BeatPeriod);
        try
        {
            do
            {
                await Try(async () =>
                {
                    await beat.Say(stoppingToken);
                    await claims.Renew(running.Claims, stoppingToken);
                    return true;
                }, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> Try(Func<Task<bool>> work, CancellationToken stoppingToken)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception);
            await Task.WhenAny(Task.Delay(Poll, stoppingToken));
            return false;
        }
    }

    private async Task Leave(CancellationTokenSource abandon)
    {
        await Task.WhenAny(running.All, Task.Delay(Farewell, CancellationToken.None));
        await abandon.CancelAsync();
        await running.All;
        await Try(async () =>
        {
            while (await running.StoreFinished(CancellationToken.None))
            {
            }

            await claims.Release(running.Claims, CancellationToken.None);
            await beat.Leave(CancellationToken.None);
            return true;
        }, CancellationToken.None);
    }

    [LoggerMessage(1, LogLevel.Error, "Running automations failed and goes on")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
