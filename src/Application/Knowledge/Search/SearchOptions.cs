using System.ComponentModel.DataAnnotations;
using Hivemind.Application.Common;

namespace Hivemind.Application.Knowledge.Search;

/// <summary>How search ranks; the section "Search" of the configuration.</summary>
public sealed class SearchOptions : IValidatableObject
{
    public const string Section = "Search";

    /// <summary>Results of a page when the caller names no number, 1 to MaxLimit.</summary>
    [Range(1, 50)]
    public int DefaultLimit { get; set; } = 10;

    /// <summary>Results of a page at most, 1 to 50.</summary>
    [Range(1, 50)]
    public int MaxLimit { get; set; } = 50;

    /// <summary>How many items each leg proposes, 1 to 50; never fewer than the page holds.</summary>
    [Range(1, 50)]
    public int Candidates { get; set; } = 20;

    /// <summary>How much likeness of meaning counts, 0 to 10.</summary>
    [Range(0.0, 10.0)]
    public double VectorWeight { get; set; } = 1;

    /// <summary>How much the words themselves count, 0 to 10; the default is measured on questions and on titles.</summary>
    [Range(0.0, 10.0)]
    public double KeywordWeight { get; set; } = 0.3;

    /// <summary>How much the likeness of single tokens counts for the first hits, 0 to 10; 0 leaves out the second look. Measured as the others.</summary>
    [Range(0.0, 10.0)]
    public double TokenWeight { get; set; } = 3;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (VectorWeight + KeywordWeight <= 0)
            yield return new("Search:VectorWeight and Search:KeywordWeight must not both be 0.", [nameof(VectorWeight)]);

        if (DefaultLimit > MaxLimit)
            yield return new("Search:DefaultLimit must not exceed Search:MaxLimit.", [nameof(DefaultLimit)]);
    }
}

/// <summary>Searches per minute of one organisation and agent, by tier; 0 switches a limit off.</summary>
public sealed class SearchLimitOptions
{
    [Range(0, 1_000_000)]
    public int SearchesPerMinuteFree { get; set; } = 30;

    [Range(0, 1_000_000)]
    public int SearchesPerMinutePro { get; set; } = 200;

    [Range(0, 1_000_000)]
    public int SearchesPerMinuteEnterprise { get; set; } = 1000;

    public int PerMinute(Tier tier) => tier switch
    {
        Tier.Free => SearchesPerMinuteFree,
        Tier.Pro => SearchesPerMinutePro,
        _ => SearchesPerMinuteEnterprise,
    };
}
