using Hivemind.Domain.Common;

namespace Hivemind.Domain.Work.Costs;

/// <summary>The tokens of a run: an open map of disjoint kinds, and the two sums that everybody asks for.</summary>
public sealed record TokenUse(IReadOnlyDictionary<string, long> Kinds, long InputTokens, long OutputTokens)
{
    public const string Input = "input";
    public const string Output = "output";
    public const string Reasoning = "reasoning";
    public const string CachedPrefix = "cached_";
    public const int MaxKinds = 50;
    public const int MaxKindLength = 64;

    /// <summary>No single number may exceed this, so that sums of them never overflow.</summary>
    public const long MaxTokens = 1_000_000_000_000;

    /// <summary>
    /// What a report of tokens means. A map alone gives the sums, the sums alone give a map, and together they are kept as they are.
    /// Null when nothing is reported.
    /// </summary>
    public static TokenUse? Of(IReadOnlyDictionary<string, long>? kinds, long? inputTokens, long? outputTokens)
    {
        Check(kinds, inputTokens, outputTokens);

        if (kinds is not null)
            return new TokenUse(kinds, inputTokens ?? kinds.Where(kind => IsInput(kind.Key)).Sum(kind => kind.Value),
                outputTokens ?? kinds.Where(kind => kind.Key is Output or Reasoning).Sum(kind => kind.Value));

        if (inputTokens is null && outputTokens is null)
            return null;

        var (input, output) = (inputTokens ?? 0, outputTokens ?? 0);
        return new TokenUse(new Dictionary<string, long> { [Input] = input, [Output] = output }, input, output);
    }

    private static bool IsInput(string kind) => kind == Input || kind.StartsWith(CachedPrefix, StringComparison.Ordinal);

    private static void Check(IReadOnlyDictionary<string, long>? kinds, long? inputTokens, long? outputTokens)
    {
        if (inputTokens is < 0 or > MaxTokens)
            throw new ValidationFailedException("input_tokens", $"0 to {MaxTokens}.");

        if (outputTokens is < 0 or > MaxTokens)
            throw new ValidationFailedException("output_tokens", $"0 to {MaxTokens}.");

        if (kinds is null)
            return;

        if (kinds.Count > MaxKinds || kinds.Keys.Any(kind => kind.Length is 0 or > MaxKindLength))
            throw new ValidationFailedException("tokens", $"At most {MaxKinds} kinds of 1 to {MaxKindLength} characters.");

        if (kinds.Values.Any(count => count is < 0 or > MaxTokens))
            throw new ValidationFailedException("tokens", $"Each kind 0 to {MaxTokens}.");
    }
}
