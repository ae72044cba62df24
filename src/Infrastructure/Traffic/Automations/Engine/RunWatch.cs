using System.Collections.Concurrent;
using Hivemind.Application.Live;
using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Tasks;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Live;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

/// <summary>Looks after every ring, in one statement for all who wait in this process, which runs have ended.</summary>
internal sealed partial class RunWatch(NpgsqlDataSource database, INotificationBus bus, TimeProvider time, ILogger<RunWatch> logger)
    : BackgroundService, IRunWatch
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<EndedRun>> _waiting = new();
    private readonly Wake _wake = new();

    public async Task<EndedRun?> Wait(Guid runId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var ended = _waiting.GetOrAdd(runId, _ => new TaskCompletionSource<EndedRun>(TaskCreationOptions.RunContinuationsAsynchronously));
        _wake.Set();
        try
        {
            var left = until - time.GetUtcNow();
            return await ended.Task.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            _waiting.TryRemove(runId, out _);
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var _ = bus.OnRing(_wake.Set);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _wake.Wait(Poll, stoppingToken);
                if (!_waiting.IsEmpty)
                {
                    await Look(stoppingToken);
                    await Task.Delay(Pause, stoppingToken);
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

    private async Task Look(CancellationToken cancellationToken)
    {
        var rows = await database.List<Row>(
            "select id, status, result, error from tasks where id = any(@Ids) and status in ('completed', 'failed', 'cancelled')",
            new { Ids = _waiting.Keys.ToArray() }, cancellationToken);

        foreach (var row in rows)
        {
            if (_waiting.TryGetValue(row.Id, out var waiting))
                waiting.TrySetResult(new EndedRun(row.Id, EnumText.Parse<WorkTaskStatus>(row.Status), row.Result, row.Error));
        }
    }

    private sealed record Row(Guid Id, string Status, string? Result, string? Error);

    [LoggerMessage(1, LogLevel.Warning, "Looking for ended runs failed and goes on")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
