using Dapper;
using Hivemind.FunctionalTests.Database;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All), Category("Slow"), CancelAfter(120_000)]
public sealed class LogAfterCrashTests
{
    [Test]
    public async Task Rows_that_get_the_numbers_of_lost_transactions_are_read(CancellationToken token)
    {
        DapperSetup.Apply();
        await using var directory = new EmbeddedDirectory();
        await using var server = await directory.Start();
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        await new Migrator(database, NullLogger<Migrator>.Instance).Migrate(3, token);
        var reader = new LiveReader(database, new LiveTexts(database));
        var start = (await reader.State(token)).Now;

        // They are complete for every reader, but nothing of them is on disk yet.
        await using (var connection = await database.OpenConnectionAsync(token))
        {
            for (var number = 0; number < 20; number++)
                await connection.ExecuteAsync("set synchronous_commit = off; select pg_current_xact_id()");
        }

        var now = (await reader.State(token)).Now;
        var end = (await reader.Read(null, start, null, 10, token)).End;
        directory.Postmaster().Kill();
        await Eventually.Seen(() => server.Revive(token), "the database again");
        database.Clear();

        await using var again = await database.OpenConnectionAsync(token);
        await LiveRows.Insert(again, "org", false, "after the crash");
        Assert.That((await reader.Read(null, now, null, 10, token)).Rows, Has.Count.EqualTo(1));
        Assert.That((await reader.Read(null, end, null, 10, token)).Rows, Has.Count.EqualTo(1));
    }
}
