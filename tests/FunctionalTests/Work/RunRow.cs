using Npgsql;
using NpgsqlTypes;

namespace Hivemind.FunctionalTests.Work;

/// <summary>A run as a test or a measurement wants it to have been.</summary>
internal sealed record RunRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public required string OrgId { get; init; }

    public string Status { get; init; } = "completed";

    public string Priority { get; init; } = "medium";

    public string? Category { get; init; }

    public string? Agent { get; init; }

    public string Source { get; init; } = "api";

    public string? Model { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public decimal? CostUsd { get; init; }

    public string CostSource { get; init; } = "reported";

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Between creation and start; null when never started.</summary>
    public TimeSpan? Waited { get; init; }

    /// <summary>Between creation and end; null when not ended.</summary>
    public TimeSpan? Took { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public Guid? ConversationId { get; init; }
}

/// <summary>Puts runs into a database in bulk; its triggers count them.</summary>
internal static class RunRows
{
    private const int Batch = 10_000;

    public static async Task Insert(NpgsqlDataSource database, IEnumerable<RunRow> rows)
    {
        await using var connection = await database.OpenConnectionAsync();
        foreach (var batch in rows.Chunk(Batch))
            await Copy(connection, batch);
    }

    private static async Task Copy(NpgsqlConnection connection, RunRow[] rows)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy tasks (id, org_id, kind, title, status, priority, category, owner_type, owner_id, created_at, started_at, completed_at, updated_at,
                deleted_at, assigned_agent, input_message, source, model, tokens, input_tokens, output_tokens, cost_usd, cost_source, duration_seconds,
                conversation_id)
            from stdin (format binary)
            """);
        foreach (var row in rows)
        {
            var (started, ended) = (row.CreatedAt + row.Waited, row.CreatedAt + row.Took);
            await copy.StartRowAsync();
            await copy.WriteAsync(row.Id, NpgsqlDbType.Uuid);
            foreach (var text in new[] { row.OrgId, "run", "Run", row.Status, row.Priority, row.Category, "agent", "owner" })
                await Write(copy, text, NpgsqlDbType.Text);

            foreach (var time in new[] { row.CreatedAt, started, ended, ended ?? row.CreatedAt, row.DeletedAt })
                await Write(copy, time?.UtcDateTime, NpgsqlDbType.TimestampTz);

            foreach (var text in new[] { row.Agent, "Do it.", row.Source, row.Model })
                await Write(copy, text, NpgsqlDbType.Text);

            var tokens = row.InputTokens is null ? null : $$"""{"input":{{row.InputTokens}},"output":{{row.OutputTokens ?? 0}}}""";
            await Write(copy, tokens, NpgsqlDbType.Jsonb);
            await Write(copy, row.InputTokens, NpgsqlDbType.Bigint);
            await Write(copy, row.OutputTokens, NpgsqlDbType.Bigint);
            await Write(copy, row.CostUsd, NpgsqlDbType.Numeric);
            await Write(copy, row.CostUsd is null ? null : row.CostSource, NpgsqlDbType.Text);
            await Write(copy, ended is null ? null : (ended - (started ?? ended))?.TotalSeconds, NpgsqlDbType.Double);
            await Write(copy, row.ConversationId, NpgsqlDbType.Uuid);
        }

        await copy.CompleteAsync();
    }

    private static Task Write<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type) =>
        value is null ? copy.WriteNullAsync() : copy.WriteAsync(value, type);
}
