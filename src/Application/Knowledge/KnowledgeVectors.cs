using Hivemind.Application.Embeddings;

namespace Hivemind.Application.Knowledge;

/// <summary>Makes the vectors of a piece of knowledge, one for each chunk. Call it before a transaction begins.</summary>
public sealed class KnowledgeVectors(IEmbedder embedder)
{
    public Task<IReadOnlyList<float[]>> Of(string? title, string content, CancellationToken cancellationToken) =>
        embedder.Embed(embedder.Chunk(KnowledgeText.ForEmbedding(title, content)), cancellationToken);
}
