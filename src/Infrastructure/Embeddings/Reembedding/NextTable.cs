using System.Text.RegularExpressions;
using Hivemind.Application.Embeddings;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Embeddings.Reembedding;

/// <summary>
/// The structure of a second table of vectors that takes the first one's place. A table, because another model cuts texts into other
/// chunks. It has no foreign key until then, so that no change to a text has to know of it.
/// </summary>
internal static partial class NextTable
{
    /// <summary>Makes it, or keeps what an interrupted run with the same model left.</summary>
    public static async Task Ensure(NpgsqlConnection connection, VectorTable table, EmbeddingModel model, CancellationToken cancellationToken)
    {
        var mark = ModelPins.Describe(model);
        if (await connection.FindOne<string>("select obj_description(to_regclass(@Next), 'pg_class')", table, cancellationToken) == mark)
            return;

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Execute(
            $"""
            drop table if exists {table.Next};
            create table {table.Next} (like {table.Name} including defaults including constraints);
            alter table {table.Next}
                alter column embedding type vector({model.Dimension}),
                add column source text not null,
                add primary key ({table.Key}, chunk);
            comment on table {table.Next} is '{mark.Replace("'", "''", StringComparison.Ordinal)}'
            """, null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Builds the first table's indexes on it without holding anybody up.</summary>
    public static async Task BuildIndexes(NpgsqlConnection connection, VectorTable table, CancellationToken cancellationToken)
    {
        foreach (var (name, definition) in await Indexes(connection, table, cancellationToken))
        {
            var isValid = await connection.FindOne<bool?>(
                "select indisvalid from pg_index where indexrelid = to_regclass(@Name)", new { Name = $"{name}_next" }, cancellationToken);
            if (isValid is true)
                continue;

            if (isValid is false) // a build that was killed
                await Slowly(connection, $"drop index concurrently {name}_next", cancellationToken);

            await Slowly(connection, Head().Replace(definition, "CREATE $1INDEX CONCURRENTLY $2_next ON $3_next "), cancellationToken);
        }
    }

    /// <summary>For the transaction that holds the lock on the first table: the second takes its place and its names.</summary>
    public static async Task TakePlace(NpgsqlConnection connection, VectorTable table, CancellationToken cancellationToken)
    {
        var indexes = await Indexes(connection, table, cancellationToken);
        var constraints = await ForeignKeys(connection, table, cancellationToken);
        string[] flags = [.. table.Flags.Select(flag => $"{flag} = old.{flag}")];

        await connection.Execute(
            $"delete from {table.Next} next where not exists (select from {table.Name} where {table.Key} = next.{table.Key});", null, cancellationToken);
        if (flags.Length > 0)
            await connection.Execute(
                $"""
                update {table.Next} next
                set {string.Join(", ", flags)}
                from (select distinct on ({table.Key}) {table.Key}{table.AndFlags()} from {table.Name}) old
                where old.{table.Key} = next.{table.Key}
                    and row(next.{table.Key}{table.AndFlags("next.")}) is distinct from row(old.{table.Key}{table.AndFlags("old.")})
                """, null, cancellationToken);

        await connection.Execute(
            $"""
            drop table {table.Name};
            alter table {table.Next} rename to {table.Name};
            alter table {table.Name} rename constraint {table.Next}_pkey to {table.Name}_pkey;
            alter table {table.Name} drop column source;
            comment on table {table.Name} is null
            """, null, cancellationToken);
        foreach (var (name, _) in indexes)
            await connection.Execute($"alter index {name}_next rename to {name}", null, cancellationToken);

        foreach (var (name, definition) in constraints)
            await connection.Execute($"alter table {table.Name} add constraint {name} {definition.Replace(" NOT VALID", "", StringComparison.Ordinal)} not valid", null, cancellationToken);
    }

    /// <summary>Checks the foreign keys of the table in place, which holds nobody up.</summary>
    public static async Task Validate(NpgsqlConnection connection, VectorTable table, CancellationToken cancellationToken)
    {
        foreach (var (name, _) in await ForeignKeys(connection, table, cancellationToken))
            await Slowly(connection, $"alter table {table.Name} validate constraint {name}", cancellationToken);
    }

    private static Task<IReadOnlyList<(string Name, string Definition)>> Indexes(NpgsqlConnection connection, VectorTable table, CancellationToken cancellationToken) =>
        connection.List<(string, string)>(
            "select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index where indrelid = to_regclass(@Name) and not indisprimary",
            table, cancellationToken);

    private static Task<IReadOnlyList<(string Name, string Definition)>> ForeignKeys(NpgsqlConnection connection, VectorTable table, CancellationToken cancellationToken) =>
        connection.List<(string, string)>(
            "select conname::text, pg_get_constraintdef(oid) from pg_constraint where conrelid = to_regclass(@Name) and contype = 'f'", table, cancellationToken);

    private static async Task Slowly(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [GeneratedRegex(@"^CREATE (UNIQUE )?INDEX (\S+) ON (\S+) ")]
    private static partial Regex Head();
}
