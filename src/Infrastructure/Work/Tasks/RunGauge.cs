using System.Diagnostics.Metrics;
using Hivemind.Application.Messaging;
using Hivemind.Infrastructure.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Infrastructure.Work.Tasks;

/// <summary>Counts the queued runs of the deployment from time to time, for whoever reads the metrics of this process.</summary>
internal sealed partial class RunGauge(NpgsqlDataSource database, TimeProvider time, ILogger<RunGauge> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly Meter Meter = new(Telemetry.SourceName);
    private static readonly Gauge<long> Queued = Meter.CreateGauge<long>("hivemind_runs_queued", description: "Runs that wait for a worker");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Queued.Record(await database.FindOne<long>("select count(*) from tasks where status = 'queued'", null, stoppingToken));
                await Task.Delay(Period, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (NpgsqlException exception)
            {
                LogFailed(logger, exception);
                await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Counting queued runs failed and goes on")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
