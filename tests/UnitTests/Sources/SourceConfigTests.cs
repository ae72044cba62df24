using System.Text.Json;
using Hivemind.Domain.Common;
using Hivemind.Domain.Sources;

namespace Hivemind.UnitTests.Sources;

[Parallelizable(ParallelScope.All)]
public sealed class SourceConfigTests
{
    [TestCase(SourceType.Github, """{"include_patterns":["hive/*"],"branches":[]}""", """{"include_patterns":["hive/*"],"branches":[]}""")]
    [TestCase(SourceType.Github, """{"topics":null,"jql":"x","hat":1}""", "{}")]
    [TestCase(SourceType.Jira, """{"jql":"project = BEE","max_results":50}""", """{"jql":"project = BEE","max_results":50}""")]
    [TestCase(SourceType.Confluence, """{"spaces":["BEE"]}""", """{"spaces":["BEE"]}""")]
    public void A_config_keeps_what_its_type_knows(SourceType type, string given, string kept)
    {
        Assert.That(SourceConfig.Of(type, Json(given)), Is.EqualTo(kept));
    }

    [TestCase(SourceType.Github, "[]", "config")]
    [TestCase(SourceType.Github, """{"topics":"bees"}""", "config.topics")]
    [TestCase(SourceType.Github, """{"topics":[1]}""", "config.topics")]
    [TestCase(SourceType.Jira, """{"jql":7}""", "config.jql")]
    [TestCase(SourceType.Jira, """{"max_results":0}""", "config.max_results")]
    [TestCase(SourceType.Jira, """{"max_results":"many"}""", "config.max_results")]
    public void What_has_the_wrong_form_is_refused_by_its_name(SourceType type, string given, string field)
    {
        var refusal = Assert.Throws<ValidationFailedException>(() => SourceConfig.Of(type, Json(given)));

        Assert.That(refusal?.Errors.Keys, Is.EqualTo(new[] { field }));
    }

    [Test]
    public void A_list_has_at_most_100_texts()
    {
        var texts = JsonSerializer.SerializeToElement(new { topics = Enumerable.Repeat("bees", 101) });

        Assert.That(() => SourceConfig.Of(SourceType.Github, texts), Throws.TypeOf<ValidationFailedException>());
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
