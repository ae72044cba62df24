using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Infrastructure.Database;

/// <summary>
/// Where read models are asked. With replicas it is one of them, but only one that has replayed everything committed when the question
/// came: whoever wrote, on any process, reads what it wrote. When none is there in time, or it fails, the primary answers.
/// </summary>
internal sealed partial class ReadDatabase(NpgsqlDataSource primary, NpgsqlDataSource? replicas, TimeProvider time, ILogger<ReadDatabase> logger)
{
    private const int Looks = 8;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    private long _restUntil = long.MinValue;

    public Task<T?> FindOne<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        Ask(connection => connection.FindOne<T>(sql, parameters, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<T>> List<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        Ask(connection => connection.List<T>(sql, parameters, cancellationToken), cancellationToken);

    private async Task<T> Ask<T>(Func<NpgsqlConnection, Task<T>> question, CancellationToken cancellationToken)
    {
        if (replicas is not null && time.GetTimestamp() >= Volatile.Read(ref _restUntil))
        {
            try
            {
                await using var replica = await Ready(replicas, cancellationToken);
                if (replica is not null)
                    return await question(replica);
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                Volatile.Write(ref _restUntil, time.GetTimestamp() + (long)(Rest.TotalSeconds * time.TimestampFrequency));
                LogResting(logger, exception.Message);
            }
        }

        await using var connection = await primary.OpenConnectionAsync(cancellationToken);
        return await question(connection);
    }

    // What is in the primary's log now is everything that any process has committed before the question.
    private async Task<NpgsqlConnection?> Ready(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var written = await primary.FindOne<string>("select pg_current_wal_insert_lsn()::text", null, cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);

        var replica = await source.OpenConnectionAsync(patience.Token);
        try
        {
            for (var look = 0; look < Looks; look++)
            {
                if (await replica.FindOne<bool>("select coalesce(pg_last_wal_replay_lsn() >= @written::pg_lsn, false)", new { written }, patience.Token))
                    return replica;

                await Task.Delay(BetweenLooks, time, patience.Token);
            }
        }
        catch
        {
            await replica.DisposeAsync();
            throw;
        }

        await replica.DisposeAsync();
        return null;
    }

    [LoggerMessage(1, LogLevel.Warning, "A replica failed; the primary answers for a while: {Reason}")]
    private static partial void LogResting(ILogger logger, string reason);
}
