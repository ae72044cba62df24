namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>
/// A private PostgreSQL with pgvector: reachable through a socket only, started or adopted on demand, recovered after a crash, and
/// stopped when the last process that uses it ends in any way.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly Watchdog _watchdog;
    private bool _disposed;

    private EmbeddedPostgres(string connectionString, bool adopted, Watchdog watchdog)
    {
        ConnectionString = connectionString;
        Adopted = adopted;
        _watchdog = watchdog;
    }

    /// <summary>Leads to the database, with the extensions it needs.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether the server was running already, for another process or left by one that was killed.</summary>
    public bool Adopted { get; }

    /// <summary>Returns when the database answers. Any number of processes may share one directory.</summary>
    public static async Task<EmbeddedPostgres> Start(EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Timeout);
        var cluster = new Cluster(options.Binaries, options.Directory, options.Fast);
        try
        {
            var user = await ServerUser.For(cluster.Data, deadline.Token);
            await cluster.Open(user, deadline.Token);
            await using var start = await cluster.LockForStart(deadline.Token);
            await cluster.Initialise(user, deadline.Token);
            return await Start(options, cluster, user, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EmbeddedPostgresException(
                $"The database in {cluster.Directory} did not answer within {options.Timeout.TotalSeconds} s. " +
                $"The end of its log:\n{cluster.LogTail()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;

        await _watchdog.DisposeAsync();
    }

    private static async Task<EmbeddedPostgres> Start(
        EmbeddedPostgresOptions options, Cluster cluster, ServerUser user, CancellationToken cancellationToken)
    {
        // It comes before the first connection because it waits for a stop that is under way.
        var watchdog = await Watchdog.Start(user, cluster, cancellationToken);
        try
        {
            var database = new DatabaseSetup(cluster.Directory, options.Database);
            var adopted = await new ServerStart(cluster, user, options.Timeout).Run(database.Maintenance, cancellationToken);
            await database.Run(cancellationToken);
            return new EmbeddedPostgres(database.ConnectionString, adopted, watchdog);
        }
        catch
        {
            await watchdog.DisposeAsync();
            throw;
        }
    }
}
