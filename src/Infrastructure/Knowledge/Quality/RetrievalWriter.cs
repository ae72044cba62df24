using System.Threading.Channels;
using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Quality;
using Hivemind.Infrastructure.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Infrastructure.Knowledge.Quality;

/// <summary>
/// Gathers what searches and fetches handed out and writes it a few times a second, so that reading itself writes nothing.
/// What is still gathered when the server stops is written then.
/// </summary>
internal sealed partial class RetrievalWriter(NpgsqlDataSource database, TimeProvider time, ILogger<RetrievalWriter> logger)
    : BackgroundService, IRetrievalSignals
{
    private const int Capacity = 100_000;
    private const int Batch = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly Channel<Retrieval> _waiting = Channel.CreateBounded<Retrieval>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    public void Record(Principal caller, IReadOnlyList<RetrievedItem> items)
    {
        var now = time.Now();
        foreach (var item in items)
        {
            var isSelf = item.OrgId == caller.OrgId && item.SourceAgentId == caller.ActorId;
            if (!_waiting.Writer.TryWrite(new(Guid.CreateVersion7(now), item.Id, caller.ActorId, caller.OrgId, isSelf, now)))
                LogLost(logger, item.Id);
        }
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await Wait(Pause, stoppingToken);
            while (Take() is { Count: > 0 } batch)
                await WriteUntilDone(batch, stoppingToken);
        }
    }

    private List<Retrieval> Take()
    {
        var batch = new List<Retrieval>();
        while (batch.Count < Batch && _waiting.Reader.TryRead(out var retrieval))
            batch.Add(retrieval);

        return batch;
    }

    private async Task WriteUntilDone(List<Retrieval> batch, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await Write(batch);
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException && !stoppingToken.IsCancellationRequested)
            {
                LogRetrying(logger, batch.Count, exception);
                await Wait(Retry, stoppingToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                LogGivenUp(logger, batch.Count, exception);
                return;
            }
        }
    }

    // The items are locked in one order, because two processes may write overlapping batches. One of them may be gone by now.
    private Task<int> Write(List<Retrieval> batch) => database.Execute(
        """
        with locked as materialized (
            select id
            from knowledge_items
            where id = any (@ItemIds)
            order by id
            for no key update
        ),
        written as (
            insert into quality_signals (id, knowledge_item_id, signal_type, agent_id, org_id, is_self, created_at)
            select given.id, given.item_id, 'retrieval', given.agent_id, given.org_id, given.is_self, given.created_at
            from unnest(@Ids, @ItemIds, @AgentIds, @OrgIds, @Self, @Times) given (id, item_id, agent_id, org_id, is_self, created_at)
            join locked on locked.id = given.item_id
            returning knowledge_item_id, is_self
        )
        update knowledge_items
        set retrieval_count = retrieval_count + counted.retrievals
        from (select knowledge_item_id, count(*)::int as retrievals from written where not is_self group by knowledge_item_id) counted
        where id = counted.knowledge_item_id
        """,
        new
        {
            Ids = batch.Select(retrieval => retrieval.Id).ToArray(),
            ItemIds = batch.Select(retrieval => retrieval.ItemId).ToArray(),
            AgentIds = batch.Select(retrieval => retrieval.AgentId).ToArray(),
            OrgIds = batch.Select(retrieval => retrieval.OrgId).ToArray(),
            Self = batch.Select(retrieval => retrieval.IsSelf).ToArray(),
            Times = batch.Select(retrieval => retrieval.At.UtcDateTime).ToArray(),
        }, CancellationToken.None);

    private async Task Wait(TimeSpan pause, CancellationToken stoppingToken) =>
        await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private sealed record Retrieval(Guid Id, Guid ItemId, string AgentId, string OrgId, bool IsSelf, DateTimeOffset At);

    [LoggerMessage(1, LogLevel.Warning, "Too many retrievals are waiting to be written: lost one of item {ItemId}")]
    private static partial void LogLost(ILogger logger, Guid itemId);

    [LoggerMessage(2, LogLevel.Warning, "Could not write {Count} retrievals; trying again")]
    private static partial void LogRetrying(ILogger logger, int count, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "Lost {Count} retrievals: the server stops and the database does not take them")]
    private static partial void LogGivenUp(ILogger logger, int count, Exception exception);
}
