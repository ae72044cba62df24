using System.Diagnostics;
using System.Globalization;
using Hivemind.Infrastructure.Database.Embedded;
using Npgsql;

namespace Hivemind.FunctionalTests.Database;

/// <summary>A directory for one embedded database, and what a test wants to see and break in it. Removed at the end.</summary>
internal sealed class EmbeddedDirectory : IAsyncDisposable
{
    public string Path { get; } = System.IO.Path.Combine("/tmp", $"hivemind-embedded-{System.IO.Path.GetRandomFileName()}");

    public string Data => System.IO.Path.Combine(Path, "data");

    public string Log => System.IO.Path.Combine(Path, "server.log");

    public string PostmasterFile => System.IO.Path.Combine(Data, "postmaster.pid");

    /// <summary>With all the safety of production: these tests are about crashes.</summary>
    public Task<EmbeddedPostgres> Start() => EmbeddedPostgres.Start(
        new EmbeddedPostgresOptions { Binaries = PostgresBinaries.Find(null), Directory = Path }, CancellationToken.None);

    public Process Postmaster() => Process.GetProcessById(int.Parse(File.ReadLines(PostmasterFile).First(), CultureInfo.InvariantCulture));

    /// <summary>The shells that watch over this directory's server.</summary>
    public List<Process> Watchdogs() =>
        [.. Process.GetProcessesByName("sh")
            .Where(process => CommandLine(process).Contains($"{Path}/users.lock", StringComparison.Ordinal))];

    /// <summary>Waits until the server is down, cleanly: it removes this file itself, at the very end.</summary>
    public async Task UntilStopped(CancellationToken cancellationToken)
    {
        while (File.Exists(PostmasterFile))
            await Task.Delay(10, cancellationToken);
    }

    public static async Task<T> Query<T>(EmbeddedPostgres database, string sql)
    {
        await using var connection = new NpgsqlConnection($"{database.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(PostmasterFile))
            await (await Start()).DisposeAsync();
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }

    private static string CommandLine(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
