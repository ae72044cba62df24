using System.Buffers.Binary;
using Hivemind.Domain.Knowledge;
using Npgsql;
using NpgsqlTypes;

namespace Hivemind.FunctionalTests.Knowledge;

/// <summary>An item as a test or a measurement wants it in the commons, past review.</summary>
internal sealed record KnowledgeRow
{
    public Guid Id { get; init; } = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public required string OrgId { get; init; }

    public string SourceAgentId { get; init; } = "author";

    public string? Title { get; init; }

    public required string Content { get; init; }

    public string Category { get; init; } = "general";

    public string? Version { get; init; }

    public bool IsPublic { get; init; }

    public double Quality { get; init; } = 0.5;

    public DateTimeOffset ContributedAt { get; init; } = TimeProvider.System.GetUtcNow();

    public DateTimeOffset? ValidAt { get; init; }

    public DateTimeOffset? InvalidAt { get; init; }

    public DateTimeOffset? ExpiredAt { get; init; }

    public Guid[]? SourceItemIds { get; init; }

    public int Retrievals { get; init; }

    /// <summary>One for each chunk; none leaves the item to the words.</summary>
    public IReadOnlyList<float[]> Vectors { get; init; } = [];

    /// <summary>What a second look reads; none leaves the item to the first.</summary>
    public IReadOnlyList<byte[]> Signatures { get; init; } = [];
}

/// <summary>Puts items into a database in bulk, with their vectors.</summary>
internal static class KnowledgeRows
{
    private const int Batch = 5_000;

    public static async Task Insert(NpgsqlDataSource database, IEnumerable<KnowledgeRow> rows)
    {
        await using var connection = await database.OpenConnectionAsync();
        foreach (var batch in rows.Chunk(Batch))
        {
            await CopyItems(connection, batch);
            await CopyVectors(connection, batch);
            await CopySignatures(connection, batch);
        }
    }

    private static async Task CopyItems(NpgsqlConnection connection, KnowledgeRow[] rows)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            """
            copy knowledge_items (
                id, org_id, source_agent_id, title, content, content_hash, category, confidence, version, contribution_id, submitted_at,
                contributed_at, approved_at, approved_by, is_public, quality_score, retrieval_count, valid_at, invalid_at, expired_at, source_item_ids)
            from stdin (format binary)
            """);
        foreach (var row in rows)
        {
            await writer.StartRowAsync();
            await writer.WriteAsync(row.Id);
            await writer.WriteAsync(row.OrgId);
            await writer.WriteAsync(row.SourceAgentId);
            await Write(writer, row.Title, NpgsqlDbType.Text);
            await writer.WriteAsync(row.Content);
            await writer.WriteAsync(ContentHash.Of(row.Content), NpgsqlDbType.Char);
            await writer.WriteAsync(row.Category);
            await writer.WriteAsync(0.8);
            await Write(writer, row.Version, NpgsqlDbType.Text);
            await writer.WriteAsync(Guid.CreateVersion7(row.ContributedAt));
            await Write(writer, row.ContributedAt.UtcDateTime, NpgsqlDbType.TimestampTz);
            await Write(writer, row.ContributedAt.UtcDateTime, NpgsqlDbType.TimestampTz);
            await Write(writer, row.ContributedAt.UtcDateTime, NpgsqlDbType.TimestampTz);
            await writer.WriteAsync("reviewer");
            await writer.WriteAsync(row.IsPublic);
            await writer.WriteAsync(row.Quality);
            await writer.WriteAsync(row.Retrievals);
            await Write(writer, row.ValidAt?.UtcDateTime, NpgsqlDbType.TimestampTz);
            await Write(writer, row.InvalidAt?.UtcDateTime, NpgsqlDbType.TimestampTz);
            await Write(writer, row.ExpiredAt?.UtcDateTime, NpgsqlDbType.TimestampTz);
            await Write(writer, row.SourceItemIds, NpgsqlDbType.Array | NpgsqlDbType.Uuid);
        }

        await writer.CompleteAsync();
    }

    private static async Task CopyVectors(NpgsqlConnection connection, KnowledgeRow[] rows)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            "copy knowledge_embeddings (item_id, chunk, org_id, is_public, is_live, embedding) from stdin (format binary)");
        foreach (var row in rows)
        {
            for (var chunk = 0; chunk < row.Vectors.Count; chunk++)
            {
                await writer.StartRowAsync();
                await writer.WriteAsync(row.Id);
                await writer.WriteAsync(chunk);
                await writer.WriteAsync(row.OrgId);
                await writer.WriteAsync(row.IsPublic);
                await writer.WriteAsync(row.ExpiredAt is null);
                await writer.WriteAsync(Wire(row.Vectors[chunk]), NpgsqlDbType.Bytea);
            }
        }

        await writer.CompleteAsync();
    }

    private static async Task CopySignatures(NpgsqlConnection connection, KnowledgeRow[] rows)
    {
        await using var writer = await connection.BeginBinaryImportAsync("copy token_signatures (item_id, piece, signature) from stdin (format binary)");
        foreach (var row in rows)
        {
            foreach (var (piece, signature) in row.Signatures.Index())
            {
                await writer.StartRowAsync();
                await writer.WriteAsync(row.Id);
                await writer.WriteAsync(piece);
                await writer.WriteAsync(signature);
            }
        }

        await writer.CompleteAsync();
    }

    private static Task Write<T>(NpgsqlBinaryImporter writer, T? value, NpgsqlDbType type) =>
        value is null ? writer.WriteNullAsync() : writer.WriteAsync(value, type);

    // As pgvector sends and receives: length, nothing, numbers; all big endian.
    private static byte[] Wire(float[] vector)
    {
        var bytes = new byte[4 + (4 * vector.Length)];
        BinaryPrimitives.WriteInt16BigEndian(bytes, (short)vector.Length);
        for (var i = 0; i < vector.Length; i++)
            BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan(4 + (4 * i)), vector[i]);

        return bytes;
    }
}
