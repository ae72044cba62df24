using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.UnitTests.Traffic.Automations;

[Parallelizable(ParallelScope.All)]
public sealed class TemplateTests
{
    private static readonly TemplateScope Scope = Make();

    [TestCase("Hello {{payload.name}}!", "Hello Ada \"x\"!")]
    [TestCase("{{ payload.name }}", "Ada \"x\"")]
    [TestCase("{{payload.list}} {{payload.list.1}}", "[1,2] 2")]
    [TestCase("{{payload.none}}|{{payload.missing}}|{{nonsense}}|{{}}", "|||")]
    [TestCase("{{payload.ok}} {{payload.price}}", "true 2.50")]
    [TestCase("{{event.type}} {{instanceId}}", "message.received i-1")]
    [TestCase("{{env.TOKEN}}|{{env.PATH}}", "t0ken|")]
    [TestCase("{{var.answer.body.id}}", "7")]
    [TestCase("{{messages.0.text}} {{from.name}}", "hi Bob")]
    [TestCase("{{payload.tricky}}", "{{env.TOKEN}}")]
    [TestCase("open {{payload.name", "open {{payload.name")]
    [TestCase("no braces } { }}", "no braces } { }}")]
    public void Text_is_filled(string template, string expected) => Assert.That(Template.Render(template, Scope), Is.EqualTo(expected));

    [TestCase("""{"a":"{{payload.name}}"}""", """{"a":"Ada \"x\""}""")]
    [TestCase("""{"a":{{payload.list}}}""", """{"a":[1,2]}""")]
    [TestCase("""{"a":{{payload.missing}},"b":{{payload.name}}}""", """{"a":"","b":"Ada \"x\""}""")]
    [TestCase("""{"a":"{{payload.list}} \" {{payload.name}}"}""", """{"a":"[1,2] \" Ada \"x\""}""")]
    public void A_json_body_stays_json(string template, string expected)
    {
        var body = Template.RenderJson(template, Scope);

        Assert.That(body, Is.EqualTo(expected));
        Assert.That(() => JsonPath.Parse(body), Throws.Nothing);
    }

    [Test]
    public void Whatever_is_put_in_a_json_body_comes_out_the_same()
    {
        var texts = Gen.Elements("\"", "\\", "{{", "}}", "\n", "é", "🐝", "</script>", "a", "\u2028").ListOf().Select(pieces => string.Concat(pieces));
        Prop.ForAll(Arb.From(texts), text =>
        {
            var scope = new TemplateScope(JsonSerializer.SerializeToElement(new { text }));
            var body = JsonPath.Parse(Template.RenderJson("""{"quoted":"{{payload.text}}","bare":{{payload.text}}}""", scope));
            return body.GetProperty("quoted").GetString() == text && body.GetProperty("bare").GetString() == text;
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void A_leaf_that_is_one_placeholder_keeps_its_type()
    {
        var tree = Template.RenderTree(
            JsonPath.Parse("""{"n":"{{payload.price}}","o":["{{payload.list}}"],"t":"{{payload.price}} EUR","e":"{{payload.missing}}","two":"{{payload.ok}}{{payload.ok}}","k":5}"""),
            Scope);

        Assert.That(tree.GetRawText(), Is.EqualTo("""{"n":2.50,"o":[[1,2]],"t":"2.50 EUR","e":"","two":"truetrue","k":5}"""));
    }

    [Test]
    public void Values_in_an_address_are_escaped() =>
        Assert.That(Template.RenderUrl("https://example.com/{{payload.path}}?q={{payload.name}}", Scope), Is.EqualTo("https://example.com/..%2Fadmin%3F?q=Ada%20%22x%22"));

    [Test]
    public void What_grows_too_large_is_refused()
    {
        var scope = new TemplateScope(JsonSerializer.SerializeToElement(new { text = new string('x', 300_000) }));

        var refusal = Assert.Throws<RuleException>(() => Template.Render(string.Concat(Enumerable.Repeat("{{payload.text}}", 5)), scope));

        Assert.That(refusal.Code, Is.EqualTo(ErrorCode.PayloadTooLarge));
    }

    private static TemplateScope Make()
    {
        var scope = new TemplateScope(JsonPath.Parse(
            """{"name":"Ada \"x\"","list":[1,2],"none":null,"ok":true,"price":2.50,"tricky":"{{env.TOKEN}}","path":"../admin?"}"""))
        {
            Event = JsonPath.Parse("""{"type":"message.received","instanceId":"i-1"}"""),
            From = JsonPath.Parse("""{"id":"p","name":"Bob"}"""),
            Messages = JsonPath.Parse("""[{"text":"hi"}]"""),
            Environment = name => name == "TOKEN" ? "t0ken" : null,
        };
        scope.Set("answer", JsonPath.Parse("""{"status":200,"body":{"id":7}}"""));
        return scope;
    }
}
