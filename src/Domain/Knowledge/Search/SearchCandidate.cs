namespace Hivemind.Domain.Knowledge.Search;

/// <summary>An item that a search found, with what each leg says of it.</summary>
public sealed record SearchCandidate
{
    public required Guid Id { get; init; }

    /// <summary>Equal texts are shown once.</summary>
    public required string ContentHash { get; init; }

    /// <summary>A private item is always one of the searching organisation.</summary>
    public required bool IsPublic { get; init; }

    public required double QualityScore { get; init; }

    /// <summary>Likeness of the nearest chunk to the query, −1 to 1; null when the item has no vectors or the query has none.</summary>
    public double? Cosine { get; init; }

    /// <summary>How well the query's tokens find their like in the text, −1 to 1; null when that was not looked at.</summary>
    public double? TokenLikeness { get; init; }

    /// <summary>The BM25 score for all words of the query, 0 when none occurs.</summary>
    public double Words { get; init; }
}

/// <summary>How much each leg counts, and how much the second look at the tokens.</summary>
public sealed record FusionWeights(double Vector, double Words, double Tokens = 0);

/// <summary>A candidate with its place in the answer.</summary>
public sealed record RankedCandidate<T>(T Candidate, double Score);
