using System.Text.Json;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.UnitTests.Traffic.Automations;

[Parallelizable(ParallelScope.All)]
public sealed class SafePatternTests
{
    [TestCase("(a+)+")]
    [TestCase("(a*)*")]
    [TestCase("(a+)*b")]
    [TestCase("(?:a+b?)+")]
    [TestCase("([a-z]+)*")]
    [TestCase("(a|b+){2,}")]
    [TestCase("(a{1,3})*")]
    [TestCase("((ab)+c)+")]
    [TestCase("(a+){3}")]
    [TestCase("(.*)*x")]
    [TestCase("([)]+)+")]
    [TestCase("(a+)+?")]
    [TestCase("(\\(+)+")]
    public void A_repeated_group_that_repeats_inside_is_refused(string pattern) =>
        Assert.That(SafePattern.Fault(pattern), Does.Contain("repeat"));

    [TestCase("^(\\d{1,3}\\.){3}\\d{1,3}$")]
    [TestCase("(a+)?b")]
    [TestCase("(ab)+c*")]
    [TestCase("[(a+)+]")]
    [TestCase("\\(a+\\)+")]
    [TestCase("(\\d{4})+")]
    [TestCase("a+b+c+")]
    [TestCase("(a{x})+")]
    [TestCase("[]a+]+")]
    [TestCase("^deploy (staging|production)$")]
    public void Ordinary_patterns_are_taken(string pattern) => Assert.That(SafePattern.Fault(pattern), Is.Null);

    [TestCase("(")]
    [TestCase("[a")]
    [TestCase("a{2,1}")]
    [TestCase("(?<=a)b")]
    [TestCase("(a)\\1")]
    [TestCase("(?>a)")]
    [TestCase("((a{100}){100}){100}")]
    public void What_has_no_linear_form_is_refused(string pattern) => Assert.That(SafePattern.Fault(pattern), Is.Not.Null);

    [Test]
    public void A_pattern_has_at_most_500_characters()
    {
        Assert.That(SafePattern.Fault(new string('a', 500)), Is.Null);
        Assert.That(SafePattern.Fault(new string('a', 501)), Is.Not.Null);
    }

    [Test]
    public void Only_the_first_10000_characters_are_looked_at()
    {
        var condition = new Condition("a", ConditionOperator.Regex, JsonSerializer.SerializeToElement("b"));

        Assert.That(condition.Evaluate(JsonSerializer.SerializeToElement(new { a = new string('a', 9_999) + "b" })), Is.True);
        Assert.That(condition.Evaluate(JsonSerializer.SerializeToElement(new { a = new string('a', 10_000) + "b" })), Is.False);
    }

    [Test, CancelAfter(20_000)]
    public void What_explodes_elsewhere_is_linear_here(CancellationToken token)
    {
        var pattern = string.Concat(Enumerable.Repeat("a?", 120)) + new string('a', 120) + "$";
        var condition = new Condition("a", ConditionOperator.Regex, JsonSerializer.SerializeToElement(pattern));

        condition.Evaluate(JsonSerializer.SerializeToElement(new { a = new string('a', 9_999) + "b" }));

        Assert.That(token.IsCancellationRequested, Is.False);
    }
}
