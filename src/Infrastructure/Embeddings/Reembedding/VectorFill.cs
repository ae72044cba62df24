using System.Globalization;
using Hivemind.Application.Embeddings;
using Hivemind.Application.Knowledge;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Embeddings.Reembedding;

/// <summary>Embeds texts in short batches, each in a transaction of its own.</summary>
internal sealed class VectorFill(IEmbedder embedder)
{
    public const int BatchSize = 500;

    /// <summary>Brings the next table up to the texts, in one pass over them.</summary>
    /// <returns>How many texts it embedded.</returns>
    public async Task<int> Pass(NpgsqlConnection connection, VectorTable table, Action<int> report, CancellationToken cancellationToken)
    {
        var (count, after) = (0, Guid.Empty);
        while (await Missing(connection, table, after, cancellationToken) is [.., var last] batch)
        {
            await Fill(connection, table, batch, cancellationToken);
            report(count += batch.Count);
            after = last.Id;
        }

        return count;
    }

    /// <summary>The next texts that have vectors of the old model and none, or outdated ones, of the new.</summary>
    public static Task<IReadOnlyList<TextRow>> Missing(NpgsqlConnection connection, VectorTable table, Guid after, CancellationToken cancellationToken) =>
        connection.List<TextRow>(
            $"""
            select id, title, content, source
            from (select id, title, content, md5(coalesce(title, '') || chr(31) || content) as source from {table.Texts}) text
            where id > @after
                and exists (select from {table.Name} where {table.Key} = text.id)
                and not exists (select from {table.Next} where {table.Key} = text.id and source = text.source)
            order by id
            limit {BatchSize}
            """, new { after }, cancellationToken);

    public async Task Fill(NpgsqlConnection connection, VectorTable table, IReadOnlyList<TextRow> texts, CancellationToken cancellationToken) =>
        await connection.Execute(
            $"""
            delete from {table.Next} where {table.Key} = any(@Ids);
            insert into {table.Next} ({table.Key}, chunk, embedding, source{table.AndFlags()})
            select given.id, given.chunk, given.embedding::vector, given.source{table.AndFlags("old.")}
            from unnest(@Keys, @Chunks, @Vectors, @Sources) given (id, chunk, embedding, source)
            join lateral (select {table.Key}{table.AndFlags()} from {table.Name} where {table.Key} = given.id limit 1) old on true
            """, await Embed(texts, cancellationToken), cancellationToken);

    /// <summary>Embeds what was written since then once more, where it lies.</summary>
    public async Task<int> Renew(NpgsqlConnection connection, VectorTable table, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var (count, after) = (0, Guid.Empty);
        while (await Recent(connection, table, since, after, cancellationToken) is [.., var last] batch)
        {
            await connection.Execute(
                $"""
                with gone as (
                    delete from {table.Name} where {table.Key} = any(@Ids) returning {table.Key}{table.AndFlags()}
                ), old as materialized (
                    select distinct on ({table.Key}) {table.Key}{table.AndFlags()} from gone order by {table.Key}
                )
                insert into {table.Name} ({table.Key}, chunk, embedding{table.AndFlags()})
                select given.id, given.chunk, given.embedding::vector{table.AndFlags("old.")}
                from old
                join unnest(@Keys, @Chunks, @Vectors, @Sources) given (id, chunk, embedding, source) on given.id = old.{table.Key}
                """, await Embed(batch, cancellationToken), cancellationToken);
            count += batch.Count;
            after = last.Id;
        }

        return count;
    }

    private static Task<IReadOnlyList<TextRow>> Recent(
        NpgsqlConnection connection, VectorTable table, DateTimeOffset since, Guid after, CancellationToken cancellationToken) =>
        connection.List<TextRow>(
            $"""
            select id, title, content, '' as source
            from {table.Texts} text
            where id > @after and {table.WrittenAt} >= @since and exists (select from {table.Name} where {table.Key} = text.id)
            order by id
            limit {BatchSize}
            """, new { after, since }, cancellationToken);

    private async Task<object> Embed(IReadOnlyList<TextRow> texts, CancellationToken cancellationToken)
    {
        var chunks = texts
            .SelectMany(text => KnowledgeText.Pieces(text.Title, text.Content, embedder.Chunk).Select((words, number) => (text, number, words)))
            .ToList();
        var vectors = await embedder.Embed([.. chunks.Select(chunk => chunk.words)], cancellationToken);

        return new
        {
            Ids = texts.Select(text => text.Id).ToArray(),
            Keys = chunks.Select(chunk => chunk.text.Id).ToArray(),
            Chunks = chunks.Select(chunk => chunk.number).ToArray(),
            Sources = chunks.Select(chunk => chunk.text.Source).ToArray(),
            Vectors = vectors.Select(vector => $"[{string.Join(',', vector.Select(value => value.ToString(CultureInfo.InvariantCulture)))}]").ToArray(),
        };
    }
}

/// <param name="Source">Tells this state of the text from a later one.</param>
internal sealed record TextRow(Guid Id, string? Title, string Content, string Source);
