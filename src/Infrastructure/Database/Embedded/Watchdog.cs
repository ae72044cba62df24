using System.Diagnostics;

namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>
/// A small process that outlives this one and stops the server when its last user is gone. It reads a pipe whose other end only
/// this process holds, so the read ends with this process in whatever way it ends, kill -9 included.
/// </summary>
internal sealed class Watchdog : IAsyncDisposable
{
    // The shared lock counts the users; whoever gets it exclusively was the last. pg_ctl keeps the lock while the server stops,
    // so a new watchdog waits for that. Ctrl-C at the terminal reaches it too and must not end it before the application.
    private const string Script =
        """
        trap '' INT TERM HUP
        exec 9>>"$1"
        flock -s 9
        echo up
        cat >/dev/null
        flock -x -n 9 && exec "$2" -D "$3" -m fast -w -s stop
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private Watchdog(Process process) => _process = process;

    /// <summary>Whether somebody killed it; then nobody would stop the server after this process.</summary>
    public bool HasExited => _process.HasExited;

    public static async Task<Watchdog> Start(ServerUser user, Cluster cluster, CancellationToken cancellationToken)
    {
        var script = OperatingSystem.IsMacOS() ? Script.Replace("flock -s 9\n", "").Replace("flock -x -n 9 && ", "") : Script;
        var process = Command.Start(
            user.Run("sh", "-c", script, "hivemind-watchdog", cluster.UsersLock, cluster.Program("pg_ctl"), cluster.Data),
            withInput: true);

        var watchdog = new Watchdog(process);
        if (await process.StandardOutput.ReadLineAsync(cancellationToken) == "up")
            return watchdog;

        await watchdog.DisposeAsync();
        throw new EmbeddedPostgresException("The watchdog of the embedded database did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // It goes on stopping the server without us.
        }

        _process.Dispose();
    }
}
