using System.Data.Common;
using Hivemind.Application.Operations;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Operations;

internal sealed class DatabaseProbe(NpgsqlDataSource database, TimeProvider time) : IDatabaseProbe
{
    public async Task<double?> Ping(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            await database.FindOne<int>("select 1 as one", null, limit.Token);
            return Math.Round(time.GetElapsedTime(start).TotalMilliseconds, 2);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
