using System.ComponentModel.DataAnnotations;
using Hivemind.Application.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.Knowledge.Safety;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>How fast an organisation and its agents may contribute; 0 switches a limit off.</summary>
public sealed class ContributionLimitOptions
{
    /// <summary>Contributions of one organisation in the sliding window; an organisation may set its own.</summary>
    [Range(0, 10_000)]
    public int BurstCount { get; set; } = 50;

    /// <summary>Length of the sliding window in seconds, 1 to 3,600.</summary>
    [Range(1, 3_600)]
    public int BurstWindowSeconds { get; set; } = 60;

    /// <summary>Contributions per minute of one organisation and agent, by tier.</summary>
    [Range(0, 1_000_000)]
    public int ContributionsPerMinuteFree { get; set; } = 10;

    [Range(0, 1_000_000)]
    public int ContributionsPerMinutePro { get; set; } = 60;

    [Range(0, 1_000_000)]
    public int ContributionsPerMinuteEnterprise { get; set; } = 300;

    public int PerMinute(Tier tier) => tier switch
    {
        Tier.Free => ContributionsPerMinuteFree,
        Tier.Pro => ContributionsPerMinutePro,
        _ => ContributionsPerMinuteEnterprise,
    };
}

/// <summary>When two texts count as the same; the section "Duplicates" of the configuration.</summary>
public sealed class DuplicateOptions
{
    /// <summary>Items at this cosine distance or further are not compared, 0 to 2.</summary>
    [Range(0.0, 2.0)]
    public double MaxCosineDistance { get; set; } = 0.35;

    /// <summary>Estimated share of common words from which a text adds nothing, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double MinJaccard { get; set; } = ConflictRule.DefaultMinJaccard;

    /// <summary>The length of the signatures behind the estimate. It is 128: signatures are stored, so another number needs another version.</summary>
    [AllowedValues(MinHash.Permutations)]
    public int Permutations { get; set; } = MinHash.Permutations;

    /// <summary>How many of the nearest items are compared, 1 to 100.</summary>
    [Range(1, 100)]
    public int Candidates { get; set; } = 10;
}

/// <summary>The section "Redaction" of the configuration.</summary>
public sealed class RedactionOptions
{
    /// <summary>Placeholders divided by words above which a text is refused, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double MaxRatio { get; set; } = Redaction.DefaultMaxRatio;
}

/// <summary>The section "Injection" of the configuration.</summary>
public sealed class InjectionOptions
{
    /// <summary>The score from which a text is refused, above 0 to 1.</summary>
    [Range(0.01, 1.0)]
    public double Threshold { get; set; } = InjectionScore.DefaultThreshold;
}
