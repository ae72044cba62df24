using Hivemind.Application.Embeddings;

namespace Hivemind.Infrastructure.Embeddings;

/// <summary>Remembers the vectors of the last searches, because agents and people search for the same words again.</summary>
internal sealed class QueryCache(IEmbedder embedder) : IEmbedder
{
    public const int Capacity = 1_024;

    /// <summary>Longer queries are rare and would fill the memory; all entries together stay under 20 MB with 384 dimensions.</summary>
    public const int MaxLength = 4_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _recent = new();

    public EmbeddingModel Model => embedder.Model;

    public bool SeesTokens => embedder.SeesTokens;

    public async Task<float[]> EmbedQuery(string text, CancellationToken cancellationToken) =>
        (await EmbedQueryTokens(text, cancellationToken)).Vector;

    public async Task<QueryEmbedding> EmbedQueryTokens(string text, CancellationToken cancellationToken)
    {
        if (text.Length > MaxLength)
            return await embedder.EmbedQueryTokens(text, cancellationToken);

        if (Find(text) is { } known)
            return known with { Vector = [.. known.Vector] };

        var query = await embedder.EmbedQueryTokens(text, cancellationToken);
        Keep(new(text, query with { Vector = [.. query.Vector] }));

        return query;
    }

    public Task<IReadOnlyList<float[]>> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        embedder.Embed(texts, cancellationToken);

    public Task<IReadOnlyList<TextEmbedding>> EmbedTokens(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        embedder.EmbedTokens(texts, cancellationToken);

    public IReadOnlyList<string> Chunk(string text) => embedder.Chunk(text);

    private QueryEmbedding? Find(string text)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(text, out var node))
                return null;

            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Query;
        }
    }

    private void Keep(Entry entry)
    {
        lock (_gate)
        {
            if (_entries.ContainsKey(entry.Text))
                return;

            _entries[entry.Text] = _recent.AddFirst(entry);

            if (_recent.Count > Capacity && _recent.Last is { } oldest)
            {
                _recent.RemoveLast();
                _entries.Remove(oldest.Value.Text);
            }
        }
    }

    private sealed record Entry(string Text, QueryEmbedding Query);
}
