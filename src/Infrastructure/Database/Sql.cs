using Dapper;
using Npgsql;

namespace Hivemind.Infrastructure.Database;

/// <summary>Dapper with the token as the last argument, so that it cannot be forgotten.</summary>
internal static class Sql
{
    extension(NpgsqlConnection connection)
    {
        public Task<int> Execute(string sql, object? parameters, CancellationToken cancellationToken) =>
            connection.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));

        public Task<T?> FindOne<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
            connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken));

        public async Task<IReadOnlyList<T>> List<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
            [.. await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))];
    }

    /// <summary>One statement on a pooled connection of its own: for read models and for workers.</summary>
    extension(NpgsqlDataSource database)
    {
        public async Task<int> Execute(string sql, object? parameters, CancellationToken cancellationToken)
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            return await connection.Execute(sql, parameters, cancellationToken);
        }

        public async Task<T?> FindOne<T>(string sql, object? parameters, CancellationToken cancellationToken)
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            return await connection.FindOne<T>(sql, parameters, cancellationToken);
        }

        public async Task<IReadOnlyList<T>> List<T>(string sql, object? parameters, CancellationToken cancellationToken)
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            return await connection.List<T>(sql, parameters, cancellationToken);
        }
    }
}
