namespace Hivemind.Domain.Knowledge.Search;

/// <summary>
/// Makes one ranking of two. Both scores are brought to 0..1 and added by weight (a convex combination, which ranks better than
/// ranks alone: Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", ACM TOIS 2023):
/// relevance = (v · cosine + t · tokens + w · coverage²) ÷ (v + t + w), score = relevance · (0.7 + 0.3 · quality).
/// Coverage is BM25 ÷ its least upper bound for the query. The square keeps a few common words from outweighing likeness of meaning,
/// and lets words decide when most of the query is there literally. Tokens is what a second look says; an item that had none is taken
/// to differ from its cosine by as much as the others do on average, so that it is neither punished nor preferred. Without a second
/// look t is 0.
/// </summary>
public static class RankFusion
{
    private const double RankOffset = 60;

    /// <param name="wordsBound">What BM25 cannot exceed for this query; 0 when it has no words.</param>
    /// <returns>Best first, then by id; of equal texts the private one, else the best.</returns>
    public static IReadOnlyList<RankedCandidate<T>> Rank<T>(IReadOnlyList<T> candidates, Func<T, SearchCandidate> read, double wordsBound, FusionWeights weights)
    {
        var relevance = Relevance([.. candidates.Select(read)], wordsBound, weights);

        return
        [
            .. candidates
                .Select(candidate => (Candidate: candidate, Facts: read(candidate)))
                .Select(found => (found.Candidate, found.Facts, Score: relevance(found.Facts) * (0.7 + (0.3 * found.Facts.QualityScore))))
                .GroupBy(found => found.Facts.ContentHash, StringComparer.Ordinal)
                .Select(copies => copies.OrderBy(copy => copy.Facts.IsPublic).ThenByDescending(copy => copy.Score).ThenBy(copy => copy.Facts.Id).First())
                .OrderByDescending(found => found.Score)
                .ThenBy(found => found.Facts.Id)
                .Select(found => new RankedCandidate<T>(found.Candidate, found.Score)),
        ];
    }

    private static Func<SearchCandidate, double> Relevance(List<SearchCandidate> candidates, double wordsBound, FusionWeights weights)
    {
        double Coverage(SearchCandidate candidate) => wordsBound > 0 ? Math.Clamp(candidate.Words / wordsBound, 0, 1) : 0;

        var withVector = candidates.Count(candidate => candidate.Cosine is not null);
        if (withVector == 0)
            return Coverage;

        if (withVector < candidates.Count)
            return ByRanks(candidates, weights);

        var looked = candidates.Where(candidate => candidate.TokenLikeness is not null).ToList();
        var difference = looked.Count > 0 ? looked.Average(candidate => candidate.TokenLikeness - candidate.Cosine) ?? 0 : 0;
        var tokens = looked.Count > 0 ? weights.Tokens : 0;
        var total = weights.Vector + tokens + weights.Words;

        return candidate =>
            ((weights.Vector * Unit(candidate.Cosine)) + (tokens * Unit(candidate.TokenLikeness ?? (candidate.Cosine + difference)))
                + (weights.Words * Math.Pow(Coverage(candidate), 2))) / total;
    }

    private static double Unit(double? likeness) => Math.Clamp(likeness ?? 0, 0, 1);

    /// <summary>Reciprocal ranks (Cormack, Clarke and Büttcher, 2009), for when a candidate lacks a score; 1 is first in both legs.</summary>
    private static Func<SearchCandidate, double> ByRanks(List<SearchCandidate> candidates, FusionWeights weights)
    {
        var byVector = Places(candidates.Where(candidate => candidate.Cosine is not null).OrderByDescending(candidate => candidate.Cosine));
        var byWords = Places(candidates.Where(candidate => candidate.Words > 0).OrderByDescending(candidate => candidate.Words));

        double Share(Dictionary<Guid, int> places, Guid id) => places.TryGetValue(id, out var place) ? (RankOffset + 1) / (RankOffset + place) : 0;

        return candidate =>
            ((weights.Vector * Share(byVector, candidate.Id)) + (weights.Words * Share(byWords, candidate.Id))) / (weights.Vector + weights.Words);
    }

    private static Dictionary<Guid, int> Places(IOrderedEnumerable<SearchCandidate> candidates) =>
        candidates.ThenBy(candidate => candidate.Id).Select((candidate, index) => (candidate.Id, Place: index + 1)).ToDictionary(entry => entry.Id, entry => entry.Place);
}
