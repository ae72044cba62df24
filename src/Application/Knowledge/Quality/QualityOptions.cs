using System.ComponentModel.DataAnnotations;
using Hivemind.Domain.Knowledge;

namespace Hivemind.Application.Knowledge.Quality;

/// <summary>How the quality of items is scored; the section "Quality" of the configuration.</summary>
public sealed class QualityOptions
{
    public const string Section = "Quality";

    /// <summary>Days after which an item that nobody uses has lost half of its freshness, 1 to 36,500.</summary>
    [Range(1.0, 36_500.0)]
    public double HalfLifeDays { get; set; } = QualityScore.DefaultHalfLifeDays;

    public QualityWeightOptions Weights { get; set; } = new();
}

/// <summary>How much each term counts, 0 to 1.</summary>
public sealed class QualityWeightOptions
{
    [Range(0.0, 1.0)]
    public double Usefulness { get; set; } = QualityWeights.Default.Usefulness;

    [Range(0.0, 1.0)]
    public double Popularity { get; set; } = QualityWeights.Default.Popularity;

    [Range(0.0, 1.0)]
    public double Freshness { get; set; } = QualityWeights.Default.Freshness;

    [Range(0.0, 1.0)]
    public double Contradiction { get; set; } = QualityWeights.Default.Contradiction;

    [Range(0.0, 1.0)]
    public double Current { get; set; } = QualityWeights.Default.Current;

    public QualityWeights Values => new(Usefulness, Popularity, Freshness, Contradiction, Current);
}
