using System.Diagnostics;
using Npgsql;

namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>Brings a server to answer, whatever state the last one left behind.</summary>
internal sealed class ServerStart(Cluster cluster, ServerUser user, TimeSpan timeout)
{
    private const string TooManyConnections = "53300";
    private const string CannotConnectNow = "57P03";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    // Longer than it takes a parent to collect a dead child, and than the children of a killed server take to notice.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly Stopwatch _sinceZombie = new();
    private readonly Stopwatch _sinceFailure = new();

    /// <summary>Whether a server that was already running was adopted.</summary>
    public async Task<bool> Run(string connectionString, CancellationToken cancellationToken)
    {
        var adopted = true;

        // Only an answered connection proves a running server: pg_ctl status believes a zombie, and any process with the old number.
        while (!await Answers(connectionString, cancellationToken))
        {
            var postmaster = await PostmasterFile.Look(cluster.Data, cancellationToken);
            if (MustWait(postmaster))
            {
                await Task.Delay(Pause, cancellationToken);
                continue;
            }

            if (postmaster is not Postmaster.None)
                File.Delete(PostmasterFile.PathIn(cluster.Data));

            await Launch(cancellationToken);
            adopted = false;
        }

        return adopted;
    }

    private bool MustWait(Postmaster postmaster)
    {
        if (postmaster is Postmaster.Alive)
            return true; // starting, stopping, recovering, or stopped by a signal

        if (postmaster is not Postmaster.Zombie)
            return false;

        _sinceZombie.Start();
        return _sinceZombie.Elapsed < Grace;
    }

    private async Task Launch(CancellationToken cancellationToken)
    {
        var result = await Command.Run(user.Run(cluster.StartCommand(timeout)), cancellationToken);
        if (result.ExitCode == 0)
            return;

        _sinceFailure.Start();
        if (_sinceFailure.Elapsed > Grace)
            throw new EmbeddedPostgresException($"PostgreSQL did not start. The end of its log:\n{cluster.LogTail()}");

        await Task.Delay(Pause, cancellationToken);
    }

    private static async Task<bool> Answers(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState is not (CannotConnectNow or TooManyConnections))
        {
            throw new EmbeddedPostgresException($"The embedded database refuses its owner: {exception.MessageText}");
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
