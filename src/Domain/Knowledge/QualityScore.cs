namespace Hivemind.Domain.Knowledge;

/// <summary>
/// What is known about an item when it is scored. Counted signals are those neither of the contributing agent itself nor superseded,
/// contradictions included. Activity is the last counted retrieval or vote; if there was none, the contribution.
/// </summary>
public sealed record QualityInputs(
    long Helpful,
    long NotHelpful,
    long Retrievals,
    double DaysSinceActivity,
    long Contradictions,
    long CountedSignals,
    bool IsCurrent);

/// <summary>How much each term counts.</summary>
public sealed record QualityWeights(
    double Usefulness = 0.40,
    double Popularity = 0.25,
    double Freshness = 0.20,
    double Contradiction = 0.15,
    double Current = 0.10)
{
    public static QualityWeights Default { get; } = new();
}

/// <summary>A score and its terms, each before its weight; only the bonus is given as it is added.</summary>
public sealed record QualityBreakdown(
    double Usefulness,
    double Popularity,
    double Freshness,
    double ContradictionRate,
    double CurrentBonus,
    double Score);

/// <summary>
/// How far an item has proven itself, 0 to 1:
/// 0.40 · usefulness + 0.25 · tanh(retrievals ÷ 50) + 0.20 · 2^(−days ÷ half-life) − 0.15 · contradiction rate + 0.10 if current, clamped,
/// with usefulness = (helpful + 1) ÷ (helpful + not helpful + 2).
/// </summary>
public static class QualityScore
{
    /// <summary>The score of a fresh, unvoted, current item under the default weights, and of every item at its approval.</summary>
    public const double Initial = 0.5;
    public const double DefaultHalfLifeDays = 90;

    private const double PopularityScale = 50;

    public static QualityBreakdown Compute(QualityInputs inputs, QualityWeights weights, double halfLifeDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(halfLifeDays);
        var usefulness = (inputs.Helpful + 1.0) / (inputs.Helpful + inputs.NotHelpful + 2.0);
        var popularity = Math.Tanh(inputs.Retrievals / PopularityScale);
        var freshness = Math.Pow(2, -Math.Max(0, inputs.DaysSinceActivity) / halfLifeDays);
        var contradictionRate = inputs.CountedSignals > 0 ? (double)inputs.Contradictions / inputs.CountedSignals : 0;
        var currentBonus = inputs.IsCurrent ? weights.Current : 0;

        var score = (weights.Usefulness * usefulness) + (weights.Popularity * popularity) + (weights.Freshness * freshness)
            - (weights.Contradiction * contradictionRate) + currentBonus;
        return new(usefulness, popularity, freshness, contradictionRate, currentBonus, Math.Clamp(score, 0, 1));
    }
}
