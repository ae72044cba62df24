using Hivemind.Application.People.Presence;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hivemind.Infrastructure.People.Presence;

/// <summary>Says every 20 s that the sockets of this process are alive; not one of the jobs, as each process speaks for itself.</summary>
internal sealed partial class PresenceHeartbeat(IServiceScopeFactory scopes, OpenConnections open, TimeProvider time, ILogger<PresenceHeartbeat> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PresenceRules.Heartbeat, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (open.All.Any())
                await Beat(stoppingToken);
        }
    }

    private async Task Beat(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RefreshConnections(), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, exception);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The sockets of this process could not be kept fresh; trying again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
