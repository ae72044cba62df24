using Hivemind.Api;
using Hivemind.Infrastructure.Database.Embedded;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>Runs benchmarks one after another, each over a migrated database of its own on a server as it runs in production.</summary>
internal static class BenchRun
{
    public static async Task<int> Run(string[] names, IReadOnlyDictionary<string, Func<BenchContext, Task<BenchTable>>> benchmarks)
    {
        if (names.FirstOrDefault(name => !benchmarks.ContainsKey(name)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no benchmark '{unknown}'. There are: {string.Join(", ", benchmarks.Keys)}");
            return 1;
        }

        var directory = Path.Combine("/tmp", $"hivemind-bench-{Path.GetRandomFileName()}");
        await using (var postgres = await EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions { Binaries = PostgresBinaries.Find(null), Directory = directory }, CancellationToken.None))
        {
            foreach (var name in names.Length > 0 ? names : [.. benchmarks.Keys])
            {
                var table = await benchmarks[name](new BenchContext(await NewDatabase(postgres.ConnectionString, name), Console.Error));
                Console.WriteLine(BenchReport.Text(table));
                BenchReport.Keep(table);
            }

            NpgsqlConnection.ClearAllPools();
        }

        Directory.Delete(directory, recursive: true);
        return 0;
    }

    private static async Task<string> NewDatabase(string connectionString, string name)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString) { Database = $"bench_{name.Replace('-', '_')}", MaxPoolSize = 60 };
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand($"create database {database.Database}", connection);
            await command.ExecuteNonQueryAsync();
        }

        await using var app = HivemindServer.Build([], database.ConnectionString);
        await app.Services.PrepareDatabase(CancellationToken.None);
        return database.ConnectionString;
    }
}
