using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Infrastructure.Database;

/// <summary>
/// Brings the schema up to this build: numbered scripts, forward only, each in a transaction of its own, one process at a time.
/// A schema that is newer than this build is left alone, so that an older server survives a roll-out.
/// </summary>
public sealed partial class Migrator(NpgsqlDataSource database, ILogger<Migrator> logger)
{
    private const long LockKey = 7_201_469_014_120_001;
    private const string Prefix = "Hivemind.Infrastructure.Database.Migrations.";

    /// <param name="dimension">Length of the embedding vectors; fixed when the vector columns are made.</param>
    /// <returns>How many scripts were applied.</returns>
    public async Task<int> Migrate(int dimension, CancellationToken cancellationToken)
    {
        try
        {
            return await MigrateUnderLock(dimension, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StartupException(
                $"The database role may not make the schema: {exception.MessageText}. Let it own the database, or have an administrator run there: " +
                "create extension vector; create extension pg_trgm; and grant it create on the schema public.", exception);
        }
    }

    private async Task<int> MigrateUnderLock(int dimension, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.Execute("select pg_advisory_lock(@LockKey)", new { LockKey }, cancellationToken);
        try
        {
            await connection.Execute(
                """
                create table if not exists schema_migrations (
                    name text primary key,
                    checksum text not null,
                    applied_at timestamptz not null default now()
                )
                """, null, cancellationToken);

            var applied = (await connection.List<(string Name, string Checksum)>("select name, checksum from schema_migrations", null, cancellationToken))
                .ToDictionary(row => row.Name, row => row.Checksum);
            var count = 0;

            foreach (var (name, script) in Scripts())
            {
                var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
                if (!applied.TryGetValue(name, out var known))
                {
                    await Apply(connection, name, script.Replace("{dimension}", dimension.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), checksum, cancellationToken);
                    count++;
                }
                else if (known != checksum)
                {
                    throw new StartupException($"The migration {name} differs from the one that made this database. Use the build that made it, or a newer one.");
                }
            }

            return count;
        }
        finally
        {
            await connection.Execute("select pg_advisory_unlock(@LockKey)", new { LockKey }, CancellationToken.None);
        }
    }

    private async Task Apply(NpgsqlConnection connection, string name, string script, string checksum, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Execute(script, null, cancellationToken);
        await connection.Execute("insert into schema_migrations (name, checksum) values (@name, @checksum)", new { name, checksum }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogApplied(logger, name);
    }

    private static IEnumerable<(string Name, string Script)> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (resource[Prefix.Length..^".sql".Length], reader.ReadToEnd());
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Applied migration {Name}")]
    private static partial void LogApplied(ILogger logger, string name);
}
