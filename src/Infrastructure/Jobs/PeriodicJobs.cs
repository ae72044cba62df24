using System.Diagnostics.Metrics;
using System.Globalization;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Infrastructure.Database;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Hivemind.Infrastructure.Jobs;

/// <summary>
/// Runs each registered job once per period over all processes: an advisory lock named after the job, and the last run kept in
/// deployment_config. A job that failed is tried again after a minute at most.
/// </summary>
internal sealed partial class PeriodicJobs(
    IEnumerable<PeriodicJob> jobs, NpgsqlDataSource database, IServiceScopeFactory scopes, IOptions<DeploymentOptions> options,
    TimeProvider time, ILogger<PeriodicJobs> logger) : BackgroundService
{
    private static readonly Meter Meter = new(Telemetry.SourceName);
    private static readonly Gauge<double> LastRun =
        Meter.CreateGauge<double>("hivemind_job_last_run_timestamp", "s", "Unix time at which this process last ran the job");

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.JobsEnabled ? Task.WhenAll(jobs.Select(job => Repeat(job, stoppingToken))) : Task.CompletedTask;

    private async Task Repeat(PeriodicJob job, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        var due = DateTimeOffset.MinValue;
        try
        {
            do
            {
                if (time.GetUtcNow() >= due)
                    due = await TryRun(job, cancellationToken);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    private async Task<DateTimeOffset> TryRun(PeriodicJob job, CancellationToken cancellationToken)
    {
        try
        {
            return await RunUnderLock(job, cancellationToken) ?? Soon(job);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, exception, job.Name);
            return Soon(job);
        }
    }

    /// <returns>When the job is due again; null when another process is at it.</returns>
    private async Task<DateTimeOffset?> RunUnderLock(PeriodicJob job, CancellationToken cancellationToken)
    {
        // The lock belongs to the session, not to a transaction: a long one would hold back every reader of the log.
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (!await connection.FindOne<bool>("select pg_try_advisory_lock(hashtextextended(@Key, 0))", new { job.Key }, cancellationToken))
            return null;

        try
        {
            var now = time.Now();
            var last = await connection.FindOne<string>("select value from deployment_config where key = @Key", new { job.Key }, cancellationToken);

            // A run in the future was written by a clock that was wrong: it must not hold the job back until then.
            if (last is not null && DateTimeOffset.Parse(last, CultureInfo.InvariantCulture) is var at && at <= now && job.DueAfter(at) is var due && due > now)
                return due;

            await Run(job, cancellationToken);
            await connection.Execute(
                """
                insert into deployment_config (key, value)
                values (@Key, @Value)
                on conflict (key) do update set value = excluded.value, updated_at = now()
                """, new { job.Key, Value = now.ToString("O", CultureInfo.InvariantCulture) }, cancellationToken);
            LastRun.Record(now.ToUnixTimeMilliseconds() / 1000.0, new KeyValuePair<string, object?>("job", job.Name));
            return job.DueAfter(now);
        }
        finally
        {
            await connection.Execute("select pg_advisory_unlock(hashtextextended(@Key, 0))", new { job.Key }, CancellationToken.None);
        }
    }

    private async Task Run(PeriodicJob job, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        bool more;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            more = await job.Send(scope.ServiceProvider.GetRequiredService<IMediator>(), cancellationToken);
        }
        while (more);

        LogRan(logger, job.Name, time.GetElapsedTime(start).TotalMilliseconds);
    }

    private DateTimeOffset Soon(PeriodicJob job) => time.GetUtcNow() + (job.Period < Retry ? job.Period : Retry);

    [LoggerMessage(1, LogLevel.Debug, "Job {Job} ran for {Milliseconds:0} ms")]
    private static partial void LogRan(ILogger logger, string job, double milliseconds);

    [LoggerMessage(2, LogLevel.Error, "Job {Job} failed and will be tried again")]
    private static partial void LogFailed(ILogger logger, Exception exception, string job);
}
