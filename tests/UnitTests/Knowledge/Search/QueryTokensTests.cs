using Hivemind.Domain.Knowledge.Search;

namespace Hivemind.UnitTests.Knowledge.Search;

[Parallelizable(ParallelScope.All)]
public sealed class QueryTokensTests
{
    private const int Width = 384;

    [Test]
    public void A_text_of_the_querys_own_tokens_is_most_alike_and_one_of_their_opposites_least()
    {
        var tokens = Signs(seed: 1, count: 3);
        var query = QueryTokens.Of(tokens, Width);

        var own = query.Likeness(TokenSignature.Of(tokens, Width));
        var opposite = QueryTokens.Of(tokens.AsSpan(0, Width), Width).Likeness(TokenSignature.Of([.. tokens.Take(Width).Select(value => -value)], Width));

        Assert.That(own, Is.EqualTo(-opposite).Within(0.1));
        Assert.That(own, Is.GreaterThan(0.3));
    }

    [Test]
    public void Each_token_of_the_query_looks_for_its_best_match_wherever_it_stands()
    {
        var (wanted, other) = (States(seed: 1, count: 2), States(seed: 2, count: 5));
        var query = QueryTokens.Of(wanted, Width);

        var ahead = query.Likeness(TokenSignature.Of([.. wanted, .. other], Width));
        var behind = query.Likeness(TokenSignature.Of([.. other, .. wanted[Width..], .. wanted[..Width]], Width));

        Assert.That(ahead, Is.EqualTo(behind));
        Assert.That(ahead, Is.GreaterThan(query.Likeness(TokenSignature.Of(other, Width)) ?? 1));
    }

    [Test]
    public void Few_bits_come_near_the_exact_product()
    {
        var (query, text) = (States(seed: 3, count: 8), States(seed: 4, count: 60));

        var likeness = QueryTokens.Of(query, Width).Likeness(TokenSignature.Of(text, Width));

        Assert.That(likeness, Is.EqualTo(Exact(query, text)).Within(0.02));
    }

    [Test]
    public void A_width_that_fills_no_whole_words_is_compared_as_well()
    {
        var (query, text) = (States(seed: 5, count: 4, width: 100), States(seed: 6, count: 9, width: 100));

        var likeness = QueryTokens.Of(query, 100).Likeness(TokenSignature.Of(text, 100));

        Assert.That(likeness, Is.EqualTo(Exact(query, text, 100)).Within(0.02));
    }

    [Test]
    public void There_is_nothing_to_compare_without_tokens()
    {
        var states = States(seed: 7, count: 1);

        Assert.That(QueryTokens.Of(states, Width).Likeness([]), Is.Null);
        Assert.That(QueryTokens.Of([], Width).Likeness(TokenSignature.Of(states, Width)), Is.Null);
    }

    [Test]
    public void Of_a_long_query_the_first_tokens_count()
    {
        var states = States(seed: 8, count: QueryTokens.MaxTokens + 5);

        Assert.That(QueryTokens.Of(states, Width).Count, Is.EqualTo(QueryTokens.MaxTokens));
    }

    private static double Exact(float[] query, float[] text, int width = Width) => query.Chunk(width).Average(token =>
    {
        var norm = Math.Sqrt(token.Sum(value => (double)value * value));
        return text.Chunk(width).Max(other => token.Zip(other, (a, b) => b >= 0 ? a : -a).Sum() / norm / Math.Sqrt(width));
    });

    private static float[] States(int seed, int count, int width = Width)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count * width).Select(_ => (float)((random.NextDouble() + random.NextDouble() + random.NextDouble()) - 1.5))];
    }

    private static float[] Signs(int seed, int count) => [.. States(seed, count).Select(value => value >= 0 ? 1f : -1f)];
}
