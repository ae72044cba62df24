using Hivemind.Infrastructure.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Infrastructure.Live;

/// <summary>Hears the doorbells of all processes on one connection of its own, outside the pool, and reconnects for ever.</summary>
internal sealed partial class NotificationListener(
    string connectionString, NpgsqlDataSource database, NotificationBus bus, ILogger<NotificationListener> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var ownLine = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            KeepAlive = 15,
            CommandTimeout = 5,
            ApplicationName = "hivemind listener",
        }.ConnectionString;
        var pause = FirstPause;
        var wasLost = false;

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var line = new NpgsqlConnection(ownLine);
                await line.OpenAsync(stoppingToken);
                line.Notification += (_, _) => bus.Ring();
                await line.Execute($"listen {Doorbell.StreamChannel}; listen {Doorbell.KnowledgeChannel}", null, stoppingToken);

                if (wasLost)
                    database.Clear(); // after a restart of the server each pooled connection would fail one request

                wasLost = false;
                bus.Connected();
                bus.Ring(); // what was rung while the line was down
                pause = FirstPause;
                await Listen(line, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                wasLost = true;
                bus.Disconnected();
                LogLost(logger, exception, pause.TotalMilliseconds);
                await Task.Delay(pause, stoppingToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            finally
            {
                bus.Disconnected();
            }
        }
    }

    private static async Task Listen(NpgsqlConnection line, CancellationToken cancellationToken)
    {
        while (true)
        {
            // A connection that died without a word looks like a quiet one: ask.
            if (!await line.WaitAsync(Silence, cancellationToken))
                await line.Execute("select 1;", null, cancellationToken);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Lost the line for notifications; trying again in {Milliseconds} ms")]
    private static partial void LogLost(ILogger logger, Exception exception, double milliseconds);
}
