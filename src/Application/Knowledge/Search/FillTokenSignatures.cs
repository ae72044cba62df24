using Hivemind.Application.Common;
using Hivemind.Application.Embeddings;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Knowledge.Search;

/// <summary>Makes the signatures of a few items that lack them, the newest first; how many it made.</summary>
[Access(Audience.Public)]
public sealed record FillTokenSignatures : ICommand<int>;

/// <summary>When this process looks for items without signatures again: finding none means reading all keys, so it is done rarely.</summary>
public sealed class SignatureFill
{
    public static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    public DateTimeOffset NextLook { get; set; }
}

internal sealed class FillTokenSignaturesHandler(
    ITokenSignatures signatures, KnowledgeVectors vectors, IEmbedder embedder, SignatureFill fill, TimeProvider time)
    : IRequestHandler<FillTokenSignatures, int>
{
    /// <summary>A few seconds of work, so that a server that comes from before signatures is not kept from its own.</summary>
    private const int Step = 50;

    public async Task<int> Handle(FillTokenSignatures command, CancellationToken cancellationToken)
    {
        if (!embedder.SeesTokens || time.Now() < fill.NextLook)
            return 0;

        var missing = await signatures.Missing(Step, cancellationToken);
        var made = new List<(Guid Item, IReadOnlyList<TextEmbedding> Pieces)>();
        try
        {
            foreach (var item in missing) // all of them before the first write: nothing is held meanwhile
                made.Add((item.Id, await vectors.WithSignatures(item.Title, item.Content, cancellationToken)));
        }
        catch (EmbeddingUnavailableException)
        {
            return 0; // searches go on without, and the next period tries again
        }

        foreach (var (item, pieces) in made)
            await signatures.Add(item, pieces, cancellationToken);

        if (made.Count < Step)
            fill.NextLook = time.Now() + SignatureFill.Rest;

        return made.Count;
    }
}
