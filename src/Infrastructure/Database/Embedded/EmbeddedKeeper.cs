using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>Brings the database back when its server dies under a running process. Requests answer 503 meanwhile.</summary>
internal sealed partial class EmbeddedKeeper(EmbeddedPostgres database, TimeProvider time, ILogger<EmbeddedKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryRevive(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryRevive(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        try
        {
            if (await database.Revive(cancellationToken))
                LogRevived(logger, time.GetElapsedTime(start).TotalSeconds);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, exception);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The embedded database was gone; it was brought back in {Seconds:0.0} s")]
    private static partial void LogRevived(ILogger logger, double seconds);

    [LoggerMessage(2, LogLevel.Error, "The embedded database could not be brought back; trying again")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
