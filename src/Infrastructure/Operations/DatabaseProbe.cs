using System.Data.Common;
using Hivemind.Application.Operations;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Operations;

internal sealed class DatabaseProbe(NpgsqlDataSource database, TimeProvider time) : IDatabaseProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<double?> Ping(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        return await Try(token => database.FindOne<int?>("select 1 as one", null, token), cancellationToken) is null
            ? null
            : Math.Round(time.GetElapsedTime(start).TotalMilliseconds, 2);
    }

    public async Task<InstanceCounts?> CountInstances(CancellationToken cancellationToken)
    {
        var rows = await Try(async token => await database.List<Row>(
            "select channel, count(*) as total, count(*) filter (where is_connected) as connected from instances group by channel order by channel",
            null, token), cancellationToken);
        return rows is null
            ? null
            : new(rows.Sum(row => row.Total), rows.Sum(row => row.Connected), rows.ToDictionary(row => row.Channel, row => row.Total));
    }

    private static async Task<T?> Try<T>(Func<CancellationToken, Task<T?>> ask, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await ask(limit.Token);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return default;
        }
    }

    private sealed record Row(string Channel, long Total, long Connected);
}
