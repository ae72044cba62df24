using FsCheck;
using FsCheck.Fluent;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.UnitTests.Traffic.Automations;

[Parallelizable(ParallelScope.All)]
public sealed class ConditionTests
{
    private const string Payload =
        """
        {"text":"Deploy now","count":3,"price":2.50,"big":12345678901234567890.1,"none":null,"ok":true,"tags":["a","b",3],
         "items":[{"name":"first"},{"name":"second","deep":{"x":[10,20]}}],"object":{"a":1,"b":[1,2]},"event":{"text":"inner"}}
        """;

    [TestCase("text", "eq", "\"Deploy now\"", true)]
    [TestCase("text", "eq", "\"deploy now\"", false)]
    [TestCase("count", "eq", "3", true)]
    [TestCase("count", "eq", "3.0", true)]
    [TestCase("count", "eq", "\"3\"", false)]
    [TestCase("ok", "eq", "1", false)]
    [TestCase("object", "eq", "{\"b\":[1,2],\"a\":1}", true)]
    [TestCase("object", "eq", "{\"b\":[2,1],\"a\":1}", false)]
    [TestCase("none", "eq", "null", true)]
    [TestCase("missing", "eq", "null", false)]
    [TestCase("missing", "neq", "1", true)]
    [TestCase("count", "neq", "3", false)]
    [TestCase("count", "gt", "2", true)]
    [TestCase("count", "gt", "3", false)]
    [TestCase("count", "gte", "3", true)]
    [TestCase("price", "lt", "2.51", true)]
    [TestCase("price", "lte", "2.5", true)]
    [TestCase("big", "gt", "12345678901234567890", true)]
    [TestCase("count", "gt", "\"2\"", false)]
    [TestCase("text", "gt", "2", false)]
    [TestCase("text", "lte", "2", false)]
    [TestCase("missing", "lte", "2", false)]
    [TestCase("text", "contains", "\"loy\"", true)]
    [TestCase("text", "contains", "\"LOY\"", false)]
    [TestCase("tags", "contains", "\"b\"", true)]
    [TestCase("tags", "contains", "3", true)]
    [TestCase("tags", "contains", "\"3\"", false)]
    [TestCase("count", "contains", "3", false)]
    [TestCase("text", "not_contains", "\"loy\"", false)]
    [TestCase("tags", "not_contains", "\"z\"", true)]
    [TestCase("missing", "not_contains", "\"z\"", true)]
    [TestCase("ok", "exists", "null", true)]
    [TestCase("none", "exists", "null", false)]
    [TestCase("missing", "not_exists", "null", true)]
    [TestCase("none", "not_exists", "null", true)]
    [TestCase("text", "regex", "\"^Deploy\\\\s\"", true)]
    [TestCase("text", "regex", "\"^deploy\"", false)]
    [TestCase("text", "regex", "\"(?i)^deploy\"", true)]
    [TestCase("count", "regex", "\"3\"", false)]
    [TestCase("items.1.name", "eq", "\"second\"", true)]
    [TestCase("items.1.deep.x.1", "eq", "20", true)]
    [TestCase("items.2.name", "exists", "null", false)]
    [TestCase("items.-1.name", "exists", "null", false)]
    [TestCase("items.name", "exists", "null", false)]
    [TestCase("text.length", "exists", "null", false)]
    public void An_operator_decides(string field, string name, string value, bool holds) =>
        Assert.That(Of(field, name, value).Evaluate(JsonPath.Parse(Payload)), Is.EqualTo(holds));

    [Test]
    public void The_envelope_is_reached_and_does_not_hide_the_payload()
    {
        var scope = new TemplateScope(JsonPath.Parse(Payload)) { Event = JsonPath.Parse("""{"type":"message.received"}""") };

        Assert.That(Of("event.type", "eq", "\"message.received\"").Evaluate(scope), Is.True);
        Assert.That(Of("event.text", "eq", "\"inner\"").Evaluate(scope), Is.True);
    }

    [TestCase("and", true, false, false)]
    [TestCase("or", true, false, true)]
    [TestCase("and", true, true, true)]
    [TestCase("or", false, false, false)]
    public void Conditions_hold_together_or_one_is_enough(string logic, bool first, bool second, bool holds)
    {
        var conditions = new ConditionSet([Of("ok", "eq", first ? "true" : "false"), Of("count", "eq", second ? "3" : "4")], EnumText.Parse<ConditionLogic>(logic));

        Assert.That(conditions.Evaluate(JsonPath.Parse(Payload)), Is.EqualTo(holds));
    }

    [Test]
    public void No_conditions_always_hold([Values] ConditionLogic logic) =>
        Assert.That(new ConditionSet([], logic).Evaluate(JsonPath.Parse("{}")), Is.True);

    [Test]
    public void Each_operator_and_its_opposite_never_agree()
    {
        (ConditionOperator, ConditionOperator)[] pairs =
        [
            (ConditionOperator.Eq, ConditionOperator.Neq), (ConditionOperator.Contains, ConditionOperator.NotContains),
            (ConditionOperator.Exists, ConditionOperator.NotExists),
        ];
        var values = Gen.Elements("null", "1", "1.0", "\"1\"", "\"\"", "[1]", "{\"a\":1}", "true", "[\"1\"]");
        var fields = Gen.Elements("a", "b", "a.0", "a.a");
        Prop.ForAll(Arb.From(Gen.Zip(Gen.Zip(values, values), fields)), input =>
        {
            var ((actual, expected), field) = input;
            var payload = JsonPath.Parse($$"""{"a":{{actual}}}""");
            return pairs.All(pair => new Condition(field, pair.Item1, JsonPath.Parse(expected)).Evaluate(payload)
                != new Condition(field, pair.Item2, JsonPath.Parse(expected)).Evaluate(payload));
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Faults_are_named()
    {
        Assert.That(new Condition("", ConditionOperator.Eq, null).Fault(), Is.Not.Null);
        Assert.That(new Condition("a", default, null).Fault(), Is.Not.Null);
        Assert.That(new Condition("a", ConditionOperator.Gt, null).Fault(), Is.Not.Null);
        Assert.That(new Condition("a", ConditionOperator.Regex, JsonPath.Parse("1")).Fault(), Is.Not.Null);
        Assert.That(new Condition("a", ConditionOperator.Exists, null).Fault(), Is.Null);
        Assert.That(new Condition("a", ConditionOperator.Eq, null).Fault(), Is.Null);
    }

    [Test]
    public void Text_that_is_no_unicode_matches_nothing() =>
        Assert.That(Of("a", "regex", "\".\"").Evaluate(JsonPath.Parse("""{"a":"\ud83d"}""")), Is.False);

    private static Condition Of(string field, string name, string value) => new(field, EnumText.Parse<ConditionOperator>(name), JsonPath.Parse(value));
}
