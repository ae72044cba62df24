namespace Hivemind.Application.Embeddings;

/// <summary>
/// Turns texts into unit-length vectors whose dot product is their likeness.
/// Every member may throw <see cref="EmbeddingUnavailableException"/>; nothing falls back to another model.
/// </summary>
public interface IEmbedder
{
    /// <summary>The model behind every vector of this embedder; it does not change while the process lives.</summary>
    EmbeddingModel Model { get; }

    /// <summary>The vector of what somebody searches for; goes before all waiting bulk work, and is cut to what the model reads.</summary>
    Task<float[]> EmbedQuery(string text, CancellationToken cancellationToken);

    /// <summary>One vector for each text, in their order. Texts longer than a chunk may be cut off.</summary>
    Task<IReadOnlyList<float[]>> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken);

    /// <summary>Whether texts and queries come with their tokens. What stands around another embedder passes the three on.</summary>
    bool SeesTokens => false;

    /// <summary>As for a search, with the tokens of the query.</summary>
    async Task<QueryEmbedding> EmbedQueryTokens(string text, CancellationToken cancellationToken) =>
        new(await EmbedQuery(text, cancellationToken), null);

    /// <summary>One vector for each text, in their order, with the signature of its tokens.</summary>
    async Task<IReadOnlyList<TextEmbedding>> EmbedTokens(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        [.. (await Embed(texts, cancellationToken)).Select(vector => new TextEmbedding(vector, null))];

    /// <summary>
    /// The pieces of a text to embed one by one: about 200 tokens each, up to 40 of them shared with the piece before, cut between words.
    /// Always at least one; at most 400, for which the pieces of a text of very many tokens grow.
    /// </summary>
    IReadOnlyList<string> Chunk(string text);
}
