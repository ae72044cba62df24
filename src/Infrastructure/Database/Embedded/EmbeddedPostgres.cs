namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>
/// A private PostgreSQL with pgvector: reachable through a socket only, started or adopted on demand, recovered after a crash, and
/// stopped when the last process that uses it ends in any way.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly EmbeddedPostgresOptions _options;
    private readonly Cluster _cluster;
    private readonly ServerUser _user;
    private Watchdog _watchdog;
    private bool _disposed;

    private EmbeddedPostgres(EmbeddedPostgresOptions options, Cluster cluster, ServerUser user, bool adopted, Watchdog watchdog)
    {
        (_options, _cluster, _user, _watchdog) = (options, cluster, user, watchdog);
        ConnectionString = SetupOf(options, cluster).ConnectionString;
        Adopted = adopted;
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

    /// <summary>Brings the server back when its process is gone. Cheap while it is there, so it may be called often.</summary>
    /// <returns>Whether it was gone.</returns>
    public async Task<bool> Revive(CancellationToken cancellationToken)
    {
        if (await PostmasterFile.Look(_cluster.Data, cancellationToken) is Postmaster.Alive)
            return false;

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.Timeout);
        await using var start = await _cluster.LockForStart(deadline.Token);
        if (_watchdog.HasExited)
            _watchdog = await Watchdog.Start(_user, _cluster, deadline.Token);

        await new ServerStart(_cluster, _user, _options.Timeout).Run(SetupOf(_options, _cluster).Maintenance, deadline.Token);
        return true;
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
            var database = SetupOf(options, cluster);
            var adopted = await new ServerStart(cluster, user, options.Timeout).Run(database.Maintenance, cancellationToken);
            await database.Run(cancellationToken);
            return new EmbeddedPostgres(options, cluster, user, adopted, watchdog);
        }
        catch
        {
            await watchdog.DisposeAsync();
            throw;
        }
    }

    private static DatabaseSetup SetupOf(EmbeddedPostgresOptions options, Cluster cluster) => new(cluster.Directory, options.Database);
}
