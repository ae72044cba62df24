using Hivemind.Infrastructure.Database.Embedded;
using Npgsql;

namespace Hivemind.FunctionalTests;

/// <summary>One database server for the whole run, in a directory of its own that goes away with it.</summary>
internal static class TestDatabase
{
    private const string Empty = "empty";
    private const string Template = "template";

    private static readonly SemaphoreSlim OneAtATime = new(1); // a database being copied bears no second connection
    private static readonly string Root = Path.Combine("/tmp", $"hivemind-tests-{Path.GetRandomFileName()}");
    private static readonly Lazy<Task<EmbeddedPostgres>> Server = new(StartServer);
    private static readonly Lazy<Task> Migrated = new(MakeTemplate);
    private static int _made;

    /// <summary>Fills the template that Clone copies; it is called once, with a connection string. Set it before the first Clone.</summary>
    public static Func<string, Task> Migrate { get; set; } = _ => Task.CompletedTask;

    /// <summary>The connection string of a new database that has the extensions and nothing else.</summary>
    public static Task<string> New() => Copy(Empty, $"new_{Interlocked.Increment(ref _made)}");

    /// <summary>The connection string of a new database as Migrate makes it.</summary>
    public static async Task<string> Clone()
    {
        await Migrated.Value;
        return await Copy(Template, $"clone_{Interlocked.Increment(ref _made)}");
    }

    /// <summary>Stops the server and removes its directory.</summary>
    public static async Task Stop()
    {
        if (!Server.IsValueCreated)
            return;

        NpgsqlConnection.ClearAllPools();
        await (await Server.Value).DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    private static Task<EmbeddedPostgres> StartServer() => EmbeddedPostgres.Start(
        new EmbeddedPostgresOptions { Binaries = PostgresBinaries.Find(null), Directory = Root, Database = Empty, Fast = true },
        CancellationToken.None);

    private static async Task MakeTemplate()
    {
        var template = new NpgsqlConnectionStringBuilder(await Copy(Empty, Template)) { Pooling = false };
        await Migrate(template.ConnectionString);
    }

    private static async Task<string> Copy(string source, string name)
    {
        var server = new NpgsqlConnectionStringBuilder((await Server.Value).ConnectionString);
        var maintenance = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "postgres", Pooling = false };

        await OneAtATime.WaitAsync();
        try
        {
            await using var connection = new NpgsqlConnection(maintenance.ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"create database {name} template {source}", connection);
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            OneAtATime.Release();
        }

        server.Database = name;
        return server.ConnectionString;
    }
}
