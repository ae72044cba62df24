using System.Collections.Concurrent;
using Hivemind.Application.Live;
using Hivemind.Application.Work.Tasks;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Infrastructure.Work.Tasks;

/// <summary>
/// Lets any number of workers wait at the cost of one short question per ring: which of their organisations had a task changed.
/// Rings tell of everything, output and events too, so only such a change wakes anybody.
/// </summary>
internal sealed partial class RunArrivals(
    NpgsqlDataSource database, INotificationBus bus, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<RunArrivals> logger)
    : BackgroundService, IRunArrivals
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, Waiters> _organisations = new();

    public IRunWatch Watch(string orgId)
    {
        while (true)
        {
            var waiters = _organisations.GetOrAdd(orgId, _ => new Waiters());
            if (waiters.TryEnter())
                return new Watcher(this, orgId, waiters, time, lifetime.ApplicationStopping);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new Wake();
        using var registration = bus.OnRing(wake.Set);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await wake.Wait(Poll, stoppingToken);
                if (!_organisations.IsEmpty)
                    await Look(stoppingToken);

                await Task.Delay(Pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                LogFailed(logger, exception);
                await Task.Delay(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Look(CancellationToken cancellationToken)
    {
        var changes = await database.List<Change>(
            """
            select org_id, (
                select updated_at
                from tasks
                where tasks.org_id = waiting.org_id and deleted_at is null
                order by updated_at desc
                limit 1) as changed_at
            from unnest(@Waiting) as waiting (org_id)
            """, new { Waiting = _organisations.Keys.ToArray() }, cancellationToken);

        foreach (var change in changes)
        {
            if (_organisations.TryGetValue(change.OrgId, out var waiters))
                waiters.Changed(change.ChangedAt);
        }
    }

    private void Leave(string orgId, Waiters waiters)
    {
        if (waiters.Leave())
            _organisations.TryRemove(new KeyValuePair<string, Waiters>(orgId, waiters));
    }

    [LoggerMessage(1, LogLevel.Warning, "Looking for new runs failed and goes on")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private sealed record Change(string OrgId, DateTimeOffset? ChangedAt);

    private sealed class Watcher(RunArrivals arrivals, string orgId, Waiters waiters, TimeProvider time, CancellationToken stopping) : IRunWatch
    {
        public Task Next => waiters.Next;

        public async Task<bool> Wait(Task next, TimeSpan atMost, CancellationToken cancellationToken)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
            await Task.WhenAny(next, Task.Delay(atMost, time, ended.Token));
            await ended.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return !stopping.IsCancellationRequested;
        }

        public void Dispose() => arrivals.Leave(orgId, waiters);
    }
}
