using Hivemind.Application.Embeddings;

namespace Hivemind.Application.Knowledge;

/// <summary>Makes the vectors of a piece of knowledge, one for each piece. Call it before a transaction begins.</summary>
public sealed class KnowledgeVectors(IEmbedder embedder)
{
    /// <summary>The prose of a text with code has no signatures: its words are in the whole text's.</summary>
    public async Task<IReadOnlyList<TextEmbedding>> Of(string? title, string content, CancellationToken cancellationToken)
    {
        var whole = KnowledgeText.Whole(title, content, embedder.Chunk);
        var prose = KnowledgeText.Prose(title, content, embedder.Chunk);
        var embedded = await embedder.EmbedTokens([.. whole, .. prose], cancellationToken);

        return [.. embedded.Select((piece, number) => number < whole.Count ? piece : piece with { Signature = null })];
    }

    /// <summary>Only the pieces that have signatures.</summary>
    public Task<IReadOnlyList<TextEmbedding>> WithSignatures(string? title, string content, CancellationToken cancellationToken) =>
        embedder.EmbedTokens(KnowledgeText.Whole(title, content, embedder.Chunk), cancellationToken);
}
