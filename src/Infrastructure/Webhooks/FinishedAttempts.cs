using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Infrastructure.Webhooks;

/// <summary>Gathers the attempts that were made and stores them in batches. Add may be called from anywhere, StoreSome by one loop.</summary>
internal sealed partial class FinishedAttempts(IServiceScopeFactory scopes, ILogger<FinishedAttempts> logger)
{
    private const int MaxBatch = 200;

    private readonly ConcurrentQueue<FinishedAttempt> _finished = new();
    private readonly List<FinishedAttempt> _batch = [];

    public void Add(FinishedAttempt attempt) => _finished.Enqueue(attempt);

    /// <summary>Stores a batch and returns it. While the database is away the batch is kept and the call throws.</summary>
    public async Task<IReadOnlyList<FinishedAttempt>> StoreSome(CancellationToken cancellationToken)
    {
        while (_batch.Count < MaxBatch && _finished.TryDequeue(out var attempt))
            _batch.Add(attempt);

        if (_batch.Count == 0)
            return [];

        try
        {
            await Store(_batch, cancellationToken);
        }
        catch (Exception exception) when (IsOfTheData(exception))
        {
            await StoreEach(cancellationToken);
        }

        IReadOnlyList<FinishedAttempt> done = [.. _batch];
        _batch.Clear();
        return done;
    }

    // One result that cannot be stored must not hold up the others. Its lease ends and it is sent again.
    private async Task StoreEach(CancellationToken cancellationToken)
    {
        foreach (var attempt in _batch)
        {
            try
            {
                await Store([attempt], cancellationToken);
            }
            catch (Exception exception) when (IsOfTheData(exception))
            {
                LogLost(logger, exception, attempt.Claim.Delivery.Id);
            }
        }
    }

    private async Task Store(IReadOnlyList<FinishedAttempt> attempts, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DeliveryResults>().Store(attempts, cancellationToken);
    }

    private static bool IsOfTheData(Exception exception) => exception is not (OperationCanceledException or NpgsqlException { IsTransient: true });

    [LoggerMessage(1, LogLevel.Error, "The result of the delivery {Delivery} could not be stored")]
    private static partial void LogLost(ILogger logger, Exception exception, Guid delivery);
}
