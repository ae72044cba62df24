using Npgsql;

namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>Makes the database and its extensions in a server that answers.</summary>
internal sealed class DatabaseSetup(string socketDirectory, string database)
{
    private const int ConnectSeconds = 5;

    public string ConnectionString => To(database).ConnectionString;

    /// <summary>Leads to the database that every server has.</summary>
    public string Maintenance
    {
        get
        {
            var connection = To("postgres");
            connection.Pooling = false;
            connection.Timeout = ConnectSeconds;
            return connection.ConnectionString;
        }
    }

    public async Task Run(CancellationToken cancellationToken)
    {
        await CreateDatabase(cancellationToken);

        await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "select name from pg_available_extensions where name in ('vector', 'pg_trgm')", connection);
        var available = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                available.Add(reader.GetString(0));
        }

        if (!available.Contains("vector"))
            throw new EmbeddedPostgresException("This PostgreSQL has no pgvector. Run build/pgvector.sh, or set Database:PostgresBin.");

        foreach (var extension in available)
            await Execute(connection, $"create extension if not exists {extension}", cancellationToken);
    }

    private async Task CreateDatabase(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Maintenance);
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection)
        {
            Parameters = { new NpgsqlParameter { Value = database } },
        };

        if (await exists.ExecuteScalarAsync(cancellationToken) is null)
            await Execute(connection, $"create database \"{database.Replace("\"", "\"\"")}\"", cancellationToken);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlConnectionStringBuilder To(string name) =>
        new() { Host = socketDirectory, Port = Cluster.Port, Username = Cluster.Owner, Database = name };
}
