using Hivemind.Domain.Knowledge.Search;

namespace Hivemind.Application.Knowledge.Search;

/// <summary>
/// Compares the first hits of a search with the query token by token. Without tokens of the query, or signatures of the items, the
/// first look stands.
/// </summary>
public sealed class SecondLook(ITokenSignatures signatures)
{
    /// <summary>So many items of the first look are looked at again.</summary>
    private const int Hits = 40;

    public async Task<FoundKnowledge> Look(FoundKnowledge found, QueryTokens? query, FusionWeights weights, CancellationToken cancellationToken)
    {
        if (query is null || weights.Tokens <= 0)
            return found;

        var first = RankFusion.Rank(found.Items, item => item.Facts, found.WordsBound, weights).Take(Hits).Select(hit => hit.Candidate.Facts.Id).ToList();
        var likeness = (await signatures.Of(first, cancellationToken))
            .Select(piece => (piece.ItemId, Likeness: query.Likeness(piece.Signature)))
            .GroupBy(piece => piece.ItemId)
            .ToDictionary(pieces => pieces.Key, pieces => pieces.Max(piece => piece.Likeness));

        return found with { Items = [.. found.Items.Select(item => item with { Facts = item.Facts with { TokenLikeness = likeness.GetValueOrDefault(item.Facts.Id) } })] };
    }
}
