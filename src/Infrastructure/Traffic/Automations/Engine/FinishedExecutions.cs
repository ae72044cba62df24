using System.Collections.Concurrent;
using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Domain.Common;
using Hivemind.Infrastructure.Database;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

/// <summary>An execution that ended and is not in the log yet.</summary>
internal sealed record FinishedExecution(ClaimedExecution Claim, LoggedExecution Entry);

/// <summary>
/// Gathers what ended and moves it into the log in batches: the row of the queue goes when the row of the log comes, so an
/// execution is logged once. Add may be called from anywhere, StoreSome by one loop.
/// </summary>
internal sealed partial class FinishedExecutions(NpgsqlDataSource database, ILogger<FinishedExecutions> logger)
{
    private const int MaxBatch = 200;

    private readonly ConcurrentQueue<FinishedExecution> _finished = new();
    private readonly List<FinishedExecution> _batch = [];

    public void Add(FinishedExecution execution) => _finished.Enqueue(execution);

    /// <summary>Stores a batch and returns it. While the database is away the batch is kept and the call throws.</summary>
    public async Task<IReadOnlyList<FinishedExecution>> StoreSome(CancellationToken cancellationToken)
    {
        while (_batch.Count < MaxBatch && _finished.TryDequeue(out var execution))
            _batch.Add(execution);

        if (_batch.Count == 0)
            return [];

        try
        {
            await Store(_batch, cancellationToken);
        }
        catch (PostgresException exception) when (!exception.IsTransient)
        {
            await StoreEach(cancellationToken);
        }

        IReadOnlyList<FinishedExecution> done = [.. _batch];
        _batch.Clear();
        return done;
    }

    // One that cannot be stored must not hold up the others. Its lease ends and it is done again.
    private async Task StoreEach(CancellationToken cancellationToken)
    {
        foreach (var one in _batch)
        {
            try
            {
                await Store([one], cancellationToken);
            }
            catch (PostgresException exception) when (!exception.IsTransient)
            {
                LogLost(logger, exception, one.Claim.Id);
            }
        }
    }

    private Task<int> Store(IReadOnlyList<FinishedExecution> some, CancellationToken cancellationToken) => database.Execute(
        """
        with result as (
            select *
            from unnest(@Ids, @Claims, @Types, @Statuses, @Matched, @Results, @Counts, @Errors, @Durations, @Times)
                as result (id, claim, event_type, status, matched, results, action_count, error, ms, created_at)
        ), done as (
            delete from automation_executions e
            using result
            where e.id = result.id and e.claim = result.claim
            returning e.id, e.org_id, e.automation_id, e.event_id
        )
        insert into automation_logs (id, org_id, automation_id, event_id, event_type, status, conditions_matched, actions_executed,
            action_count, error, execution_time_ms, created_at)
        select done.id, done.org_id, done.automation_id, done.event_id, result.event_type, result.status, result.matched,
            result.results::json, result.action_count, result.error, result.ms, result.created_at
        from done
        join result on result.id = done.id
        """,
        new
        {
            Ids = some.Select(one => one.Claim.Id).ToArray(),
            Claims = some.Select(one => one.Claim.Execution.Claim).ToArray(),
            Types = some.Select(one => one.Entry.EventType).ToArray(),
            Statuses = some.Select(one => EnumText.Of(one.Entry.Status)).ToArray(),
            Matched = some.Select(one => one.Entry.ConditionsMatched).ToArray(),
            Results = some.Select(one => EngineJson.Write(one.Entry.Results)).ToArray(),
            Counts = some.Select(one => one.Entry.Results.Count).ToArray(),
            Errors = some.Select(one => one.Entry.Error?.Replace("\0", "", StringComparison.Ordinal)).ToArray(),
            Durations = some.Select(one => one.Entry.ExecutionTimeMs).ToArray(),
            Times = some.Select(one => one.Entry.CreatedAt).ToArray(),
        }, cancellationToken);

    [LoggerMessage(1, LogLevel.Error, "What came of the execution {Execution} could not be stored")]
    private static partial void LogLost(ILogger logger, Exception exception, Guid execution);
}
