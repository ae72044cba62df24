using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Infrastructure.Webhooks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

/// <summary>Makes the calls nobody waits for: up to three times, until one succeeds.</summary>
internal sealed partial class CallWorker(
    CallQueue queue, IWebhookCaller caller, AutomationBell bell, INotificationBus bus, IOptions<DeploymentOptions> options, ILogger<CallWorker> logger)
    : BackgroundService
{
    private const int MaxAtOnce = 50;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private int _open;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.JobsEnabled)
            return;

        using var heard = bus.OnRing(bell.CallWake.Set);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var free = MaxAtOnce - Volatile.Read(ref _open);
                var calls = free > 0 ? await queue.Claim(free, stoppingToken) : [];
                foreach (var call in calls)
                {
                    Interlocked.Increment(ref _open);
                    _ = Task.Run(() => Call(call, stoppingToken), CancellationToken.None);
                }

                if (calls.Count == 0)
                {
                    await Task.Delay(Pause, stoppingToken);
                    await bell.CallWake.Wait(Poll, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                LogFailed(logger, exception);
                await Task.WhenAny(Task.Delay(Poll, stoppingToken));
            }
        }
    }

    private async Task Call(ClaimedCall call, CancellationToken cancellationToken)
    {
        try
        {
            var error = await Try(call, cancellationToken);
            if (await queue.Settle(call, error is null, cancellationToken) && error is not null)
                LogGivenUp(logger, call.AutomationId, error);
        }
        catch (Exception exception)
        {
            // It is handed out again when its time is over.
            if (!cancellationToken.IsCancellationRequested)
                LogFailed(logger, exception);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            bell.CallWake.Set();
        }
    }

    private async Task<string?> Try(ClaimedCall call, CancellationToken cancellationToken)
    {
        try
        {
            return CallErrors.Of((await caller.Call(call.Call, cancellationToken)).Status);
        }
        catch (ActionFailedException failure)
        {
            return failure.Message;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Calling webhooks of automations failed and goes on")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "A webhook of the automation {Automation} was given up: {Error}")]
    private static partial void LogGivenUp(ILogger logger, Guid automation, string error);
}
