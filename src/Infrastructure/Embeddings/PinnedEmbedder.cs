using System.Data.Common;
using Hivemind.Application.Embeddings;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Embeddings;

/// <summary>
/// Makes no vectors once the database has those of another model: 'hivemind reembed' swaps them under running servers. Searches of a
/// process that was left behind then go by words alone, and what it takes in gets its vectors at approval.
/// </summary>
internal sealed class PinnedEmbedder(IEmbedder embedder, ModelPins pins, TimeProvider time) : IEmbedder
{
    /// <summary>How long a look at the pins counts.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromSeconds(1);

    private EmbeddingModel? _pinned;
    private long _readAt;

    public EmbeddingModel Model => embedder.Model;

    public async Task<float[]> EmbedQuery(string text, CancellationToken cancellationToken)
    {
        await Demand(cancellationToken);
        return await embedder.EmbedQuery(text, cancellationToken);
    }

    public async Task<IReadOnlyList<float[]>> Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        await Demand(cancellationToken);
        return await embedder.Embed(texts, cancellationToken);
    }

    public bool SeesTokens => embedder.SeesTokens;

    public async Task<QueryEmbedding> EmbedQueryTokens(string text, CancellationToken cancellationToken)
    {
        await Demand(cancellationToken);
        return await embedder.EmbedQueryTokens(text, cancellationToken);
    }

    public async Task<IReadOnlyList<TextEmbedding>> EmbedTokens(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        await Demand(cancellationToken);
        return await embedder.EmbedTokens(texts, cancellationToken);
    }

    public IReadOnlyList<string> Chunk(string text) => embedder.Chunk(text);

    private async Task Demand(CancellationToken cancellationToken)
    {
        if (_pinned is null || time.GetElapsedTime(Volatile.Read(ref _readAt)) > Trust)
        {
            _pinned = await Read(cancellationToken);
            Volatile.Write(ref _readAt, time.GetTimestamp());
        }

        if (_pinned != Model)
            throw new EmbeddingUnavailableException(
                $"The vectors of this database are now of {_pinned.Name}, not of {Model.Name}. Restart this server with the new configuration.");
    }

    private async Task<EmbeddingModel> Read(CancellationToken cancellationToken)
    {
        try
        {
            return await pins.Read(cancellationToken) ?? Model;
        }
        catch (DbException)
        {
            return Model; // whoever needs the vector needs the database too, and says so
        }
    }
}
