using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Infrastructure.Jobs;

/// <summary>Stores results of a worker in one transaction.</summary>
internal interface IResultStore<T>
{
    Task Store(IReadOnlyList<T> results, CancellationToken cancellationToken);
}

/// <summary>Gathers what a worker's tasks came to and stores it in batches. Add may be called from anywhere, StoreSome by one loop.</summary>
internal sealed partial class ResultBatch<T>(IServiceScopeFactory scopes, ILogger<ResultBatch<T>> logger)
{
    private const int MaxBatch = 500;

    private readonly ConcurrentQueue<T> _finished = new();
    private readonly List<T> _batch = [];

    public void Add(T result) => _finished.Enqueue(result);

    /// <summary>Stores a batch and returns it. While the database is away the batch is kept and the call throws.</summary>
    public async Task<IReadOnlyList<T>> StoreSome(CancellationToken cancellationToken)
    {
        while (_batch.Count < MaxBatch && _finished.TryDequeue(out var result))
            _batch.Add(result);

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

        IReadOnlyList<T> done = [.. _batch];
        _batch.Clear();
        return done;
    }

    // One result that cannot be stored must not hold up the others. Its lease ends and its work is done again.
    private async Task StoreEach(CancellationToken cancellationToken)
    {
        foreach (var result in _batch)
        {
            try
            {
                await Store([result], cancellationToken);
            }
            catch (Exception exception) when (IsOfTheData(exception))
            {
                LogLost(logger, exception, typeof(T).Name);
            }
        }
    }

    private async Task Store(IReadOnlyList<T> results, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IResultStore<T>>().Store(results, cancellationToken);
    }

    private static bool IsOfTheData(Exception exception) => exception is not (OperationCanceledException or NpgsqlException { IsTransient: true });

    [LoggerMessage(1, LogLevel.Error, "A {Result} could not be stored; its work is done again")]
    private static partial void LogLost(ILogger logger, Exception exception, string result);
}
