namespace Hivemind.Domain.Work.Costs;

/// <summary>What a run cost by the prices that are valid for it.</summary>
public static class CostCalculator
{
    /// <summary>The most that is kept for one run.</summary>
    public const decimal MaxCost = 999_999.999999m;

    /// <param name="prices">Those of the run's organisation and those of the deployment.</param>
    /// <param name="at">The moment whose prices count: when the run ended, else now.</param>
    public static decimal Compute(IReadOnlyDictionary<string, long> tokens, string? model, IEnumerable<ModelPrice> prices, DateTimeOffset at)
    {
        var valid = prices.Where(price => price.Concerns(model, at)).ToList();
        var cost = tokens.Sum(kind => kind.Value * PriceOf(kind.Key, model, valid) / 1_000_000m);
        return Math.Min(Math.Round(cost, 6, MidpointRounding.AwayFromZero), MaxCost);
    }

    private static decimal PriceOf(string kind, string? model, IReadOnlyList<ModelPrice> prices)
    {
        var best = prices
            .Where(price => price.TokenKind == kind)
            .OrderByDescending(price => price.OrgId is not null)
            .ThenByDescending(price => price.FitTo(model))
            .FirstOrDefault();

        return best?.UsdPerMillion ?? (StandIn(kind) is { } other ? PriceOf(other, model, prices) : 0);
    }

    /// <summary>The kind whose price a kind without one takes.</summary>
    private static string? StandIn(string kind) => kind switch
    {
        TokenUse.Reasoning => TokenUse.Output,
        _ when kind.StartsWith(TokenUse.CachedPrefix, StringComparison.Ordinal) => TokenUse.Input,
        _ => null,
    };
}
