using Npgsql;

namespace Hivemind.FunctionalTests.Database;

[Parallelizable(ParallelScope.All)]
public sealed class TestDatabaseTests
{
    [Test]
    public async Task New_databases_made_at_once_are_separate()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TestDatabase.New()));

        foreach (var database in databases)
            await Execute(database, "create table notes (embedding vector(3)); insert into notes values ('[1,2,3]')");
    }

    [Test]
    public async Task Clones_made_at_once_are_separate()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TestDatabase.Clone()));

        foreach (var database in databases)
            await Execute(database, "create table only_in_this_clone (id int)");
    }

    private static async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
