using System.Collections.Concurrent;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Infrastructure.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Traffic.Processing;

/// <summary>Goes on with replays and bulk retries, a few at a time. What fails is left to the end of its lease, and then gone on with.</summary>
internal sealed partial class SessionWorker(
    IEnumerable<ISessionRunner> runners, INotificationBus bus, IOptions<DeploymentOptions> options, ILogger<SessionWorker> logger) : BackgroundService
{
    private const int MaxAtOnce = 4;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ClaimedSession, Task> _running = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.JobsEnabled)
            return;

        using var wake = new Wake();
        using (bus.OnRing(wake.Set))
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await TryClaim(stoppingToken);
                await Task.WhenAny(wake.Wait(Poll, stoppingToken));
            }
        }

        await Task.WhenAll(_running.Values);
    }

    private async Task TryClaim(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var runner in runners)
            {
                var free = MaxAtOnce - _running.Count;
                if (free <= 0)
                    return;

                foreach (var session in await runner.Claim(free, stoppingToken))
                    _running[session] = Task.Run(() => Run(runner, session, stoppingToken), CancellationToken.None);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(logger, exception);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task Run(ISessionRunner runner, ClaimedSession session, CancellationToken stoppingToken)
    {
        try
        {
            await runner.Run(session, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await TryRelease(runner, session);
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception);
            await TryRelease(runner, session);
        }
        finally
        {
            _running.TryRemove(session, out _);
        }
    }

    private async Task TryRelease(ISessionRunner runner, ClaimedSession session)
    {
        try
        {
            await runner.Release(session, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Replays and bulk retries failed and go on")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
