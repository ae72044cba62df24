using System.Diagnostics;
using Hivemind.FunctionalTests.Traffic.Processing;
using Hivemind.Infrastructure.Database.Embedded;

namespace Hivemind.FunctionalTests.Database;

/// <summary>Another process that uses an embedded database, so that a test can kill it.</summary>
internal sealed class DatabaseProcess : IAsyncDisposable
{
    private readonly Process _process;

    private DatabaseProcess(Process process, bool adopted)
    {
        _process = process;
        Adopted = adopted;
    }

    public bool Adopted { get; }

    /// <summary>This assembly as a program: keeps the database in the given directory running until its input ends, or serves with a test's handler.</summary>
    public static async Task Main(string[] arguments)
    {
        if (arguments is [HandlingServer.Role, var connectionString])
        {
            await HandlingServer.Run(connectionString);
            return;
        }

        var options = new EmbeddedPostgresOptions { Binaries = PostgresBinaries.Find(null), Directory = arguments[0] };
        await using var database = await EmbeddedPostgres.Start(options, CancellationToken.None);
        Console.WriteLine(database.Adopted ? "adopted" : "started");
        await Console.In.ReadToEndAsync();
    }

    public static async Task<DatabaseProcess> Start(string directory)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var process = Process.Start(new ProcessStartInfo(dotnet, [typeof(DatabaseProcess).Assembly.Location, directory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

        var word = await process.StandardOutput.ReadLineAsync();
        Assert.That(word, Is.EqualTo("adopted").Or.EqualTo("started"), "the other process did not start the database");
        return new DatabaseProcess(process, word == "adopted");
    }

    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task Stop()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await Stop();
        _process.Dispose();
    }
}
