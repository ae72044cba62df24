using Hivemind.Application.Embeddings;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Knowledge.Search;

/// <summary>Makes the signatures of a few items that lack them, the newest first; how many it made.</summary>
[Access(Audience.Public)]
public sealed record FillTokenSignatures : ICommand<int>;

internal sealed class FillTokenSignaturesHandler(ITokenSignatures signatures, KnowledgeVectors vectors, IEmbedder embedder)
    : IRequestHandler<FillTokenSignatures, int>
{
    /// <summary>A few seconds of work, so that a server that comes from before signatures is not kept from its own.</summary>
    private const int Step = 50;

    public async Task<int> Handle(FillTokenSignatures command, CancellationToken cancellationToken)
    {
        if (!embedder.SeesTokens)
            return 0;

        var missing = await signatures.Missing(Step, cancellationToken);
        var made = new List<(Guid Item, IReadOnlyList<TextEmbedding> Pieces)>();
        try
        {
            foreach (var item in missing) // all of them before the first write: nothing is held meanwhile
                made.Add((item.Id, await vectors.Signed(item.Title, item.Content, cancellationToken)));
        }
        catch (EmbeddingUnavailableException)
        {
            return 0; // searches go on without, and the next period tries again
        }

        foreach (var (item, pieces) in made)
            await signatures.Add(item, pieces, cancellationToken);

        return made.Count;
    }
}
