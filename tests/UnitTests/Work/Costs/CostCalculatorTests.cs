using Hivemind.Domain.Work.Costs;

namespace Hivemind.UnitTests.Work.Costs;

[Parallelizable(ParallelScope.All)]
public sealed class CostCalculatorTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ModelPrice[] Initial =
    [
        Price("opus", "input", 15), Price("opus", "output", 75), Price("sonnet", "input", 3), Price("sonnet", "output", 15),
        Price("*", "input", 3), Price("*", "output", 15),
    ];

    [TestCase("claude-opus-4-1", 15 + 75)]
    [TestCase("Claude-OPUS-4", 15 + 75)]
    [TestCase("sonnet", 3 + 15)]
    [TestCase("something-else", 3 + 15)]
    [TestCase(null, 3 + 15)]
    public void A_model_is_found_by_name_by_part_or_by_default(string? model, decimal expected)
    {
        Assert.That(Cost(model, Initial, ("input", 1_000_000), ("output", 1_000_000)), Is.EqualTo(expected));
    }

    [Test]
    public void The_exact_name_comes_before_the_longest_part()
    {
        ModelPrice[] prices = [Price("gpt", "input", 1), Price("gpt-5", "input", 2), Price("gpt-5-mini", "input", 3)];

        Assert.That(Cost("gpt-5", prices, ("input", 1_000_000)), Is.EqualTo(2));
        Assert.That(Cost("gpt-5-nano", prices, ("input", 1_000_000)), Is.EqualTo(2));
        Assert.That(Cost("my-gpt-5-mini", prices, ("input", 1_000_000)), Is.EqualTo(3));
        Assert.That(Cost("gpt", prices, ("input", 1_000_000)), Is.EqualTo(1));
    }

    [Test]
    public void Kinds_without_a_price_take_that_of_their_kin_or_cost_nothing()
    {
        Assert.That(Cost("opus", Initial, ("cached_input", 1_000_000)), Is.EqualTo(15));
        Assert.That(Cost("opus", Initial, ("reasoning", 1_000_000)), Is.EqualTo(75));
        Assert.That(Cost("opus", Initial, ("image", 1_000_000)), Is.Zero);
        Assert.That(Cost("opus", [.. Initial, Price("opus", "cached_input", 1.5m), Price("opus", "image", 40)], ("cached_input", 1_000_000), ("image", 500_000)),
            Is.EqualTo(21.5));
    }

    [Test]
    public void Prices_of_the_organisation_win()
    {
        ModelPrice[] prices = [.. Initial, Price("opus", "input", 10) with { OrgId = "acme" }, Price("*", "output", 1) with { OrgId = "acme" }];

        Assert.That(Cost("opus", prices, ("input", 1_000_000), ("output", 1_000_000)), Is.EqualTo(11));
    }

    [Test]
    public void The_price_of_the_moment_counts()
    {
        ModelPrice[] prices =
        [
            Price("opus", "input", 15) with { EffectiveTo = Now },
            Price("opus", "input", 20) with { EffectiveFrom = Now },
        ];

        Assert.That(CostCalculator.Compute(Tokens(("input", 1_000_000)), "opus", prices, Now.AddTicks(-1)), Is.EqualTo(15));
        Assert.That(CostCalculator.Compute(Tokens(("input", 1_000_000)), "opus", prices, Now), Is.EqualTo(20));
        Assert.That(CostCalculator.Compute(Tokens(("input", 1_000_000)), "opus", prices, Start.AddTicks(-1)), Is.Zero);
    }

    [Test]
    public void Costs_are_rounded_to_a_millionth_and_never_too_large_to_keep()
    {
        Assert.That(Cost("opus", Initial, ("input", 1), ("output", 1)), Is.EqualTo(0.00009));
        Assert.That(Cost("x", [Price("x", "input", 0.5m)], ("input", 1)), Is.EqualTo(0.000001));
        Assert.That(Cost("opus", Initial, ("input", TokenUse.MaxTokens)), Is.EqualTo(CostCalculator.MaxCost));
    }

    private static decimal Cost(string? model, ModelPrice[] prices, params (string, long)[] tokens) =>
        CostCalculator.Compute(Tokens(tokens), model, prices, Now);

    private static Dictionary<string, long> Tokens(params (string Kind, long Count)[] tokens) => tokens.ToDictionary(kind => kind.Kind, kind => kind.Count);

    private static ModelPrice Price(string model, string kind, decimal usd) => new()
    {
        Id = Guid.Empty,
        OrgId = null,
        Model = model,
        TokenKind = kind,
        UsdPerMillion = usd,
        EffectiveFrom = Start,
        CreatedBy = "test",
        CreatedAt = Start,
    };
}
