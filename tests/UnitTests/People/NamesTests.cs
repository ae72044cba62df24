using Hivemind.Domain.People;

namespace Hivemind.UnitTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class NamesTests
{
    [TestCase("ada", ExpectedResult = true)]
    [TestCase("team/ada.1_x:y@z-w", ExpectedResult = true)]
    [TestCase("users:1", ExpectedResult = true)]
    [TestCase("", ExpectedResult = false)]
    [TestCase(null, ExpectedResult = false)]
    [TestCase("user:1", ExpectedResult = false)]
    [TestCase("distillation", ExpectedResult = false)]
    [TestCase("auto_approve", ExpectedResult = false)]
    [TestCase("with space", ExpectedResult = false)]
    [TestCase("line\n", ExpectedResult = false)]
    [TestCase("é", ExpectedResult = false)]
    public bool An_agent_has_a_plain_name(string? text) => AgentId.IsValid(text);

    [Test]
    public void An_agents_name_has_at_most_255_characters()
    {
        Assert.That(AgentId.IsValid(new string('a', 255)), Is.True);
        Assert.That(AgentId.IsValid(new string('a', 256)), Is.False);
    }

    [TestCase("namespace:acme", "namespace:acme")]
    [TestCase("namespace:a:b", "namespace:a:b")]
    [TestCase("category:bug_fix", "category:bug_fix")]
    [TestCase("item:0198E0C5-7D3E-7C11-8A22-3B44C5D6E7F8", "item:0198e0c5-7d3e-7c11-8a22-3b44c5d6e7f8")]
    public void A_policy_names_its_target_in_one_spelling(string text, string expected)
    {
        Assert.That(PolicyTarget.TryNormalize(text, out var target), Is.True);
        Assert.That(target, Is.EqualTo(expected));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("namespace:")]
    [TestCase("acme")]
    [TestCase("category:BugFix")]
    [TestCase("category:poetry")]
    [TestCase("item:42")]
    [TestCase("user:ada")]
    public void A_policy_about_nothing_is_refused(string? text) => Assert.That(PolicyTarget.TryNormalize(text, out _), Is.False);
}
