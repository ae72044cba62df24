using Hivemind.Application.Embeddings;

namespace Hivemind.Application.Knowledge;

/// <summary>Makes the vectors of a piece of knowledge, one for each piece. Call it before a transaction begins.</summary>
public sealed class KnowledgeVectors(IEmbedder embedder)
{
    public Task<IReadOnlyList<float[]>> Of(string? title, string content, CancellationToken cancellationToken) =>
        embedder.Embed(KnowledgeText.Pieces(title, content, embedder.Chunk), cancellationToken);
}
