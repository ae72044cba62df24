using System.Net;

namespace Hivemind.FunctionalTests.Traffic.Automations;

[Parallelizable(ParallelScope.All)]
public sealed class AutomationFaultTests
{
    [TestCaseSource(nameof(Faults))]
    public async Task What_cannot_work_is_refused_when_it_is_saved(string field, Dictionary<string, object?> body)
    {
        var organisation = await Hive.NewOrganisation();

        var answer = (await organisation.Admin.Post("automations", Automate.Json(body))).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");

        Assert.That(answer.Json.GetProperty("errors").TryGetProperty(field, out _), Is.True, answer.Text);
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        static Dictionary<string, object?> Action(string type, object config) => Automate.Body("custom.test", new { type, config });
        static TestCaseData Case(string field, Dictionary<string, object?> body, string name) => new TestCaseData(field, body).SetArgDisplayNames(name);

        var conditions = new (object Condition, string Name)[]
        {
            (new { field = "a", @operator = "regex", value = "(a+)+$" }, "nested quantifiers"),
            (new { field = "a", @operator = "regex", value = "(" }, "no pattern"),
            (new { field = "a", @operator = "regex", value = new string('a', 501) }, "a long pattern"),
            (new { field = "a", @operator = "gt" }, "no value"),
            (new { field = "", @operator = "exists" }, "no field"),
        };
        foreach (var (condition, name) in conditions)
            yield return Case("triggerConditions", Automate.Logging().With("triggerConditions", new[] { condition }), name);

        yield return Case("name", Automate.Logging().With("name", ""), "no name");
        yield return Case("name", Automate.Logging().With("name", new string('n', 256)), "a long name");
        yield return Case("trigger_event_type", Automate.Logging().With("triggerEventType", null), "no trigger");
        yield return Case("actions", Automate.Logging().With("actions", Array.Empty<object>()), "no action");
        yield return Case("actions", Action("webhook", new { url = "http://example.com/" }), "plain http");
        yield return Case("actions", Action("webhook", new { url = "https://{{payload.host}}/" }), "a host from the payload");
        yield return Case("actions", Action("webhook", new { url = "https://user:pass@example.com/{{payload.x}}" }), "credentials in the url");
        yield return Case("actions", Action("webhook", new { url = "https://example.com/", timeoutMs = 999 }), "a short timeout");
        yield return Case("actions", Action("webhook", new { url = "https://example.com/", headers = new { host = "other" } }), "a host header");
        yield return Case("actions", Action("webhook", new { url = "https://example.com/", method = "CONNECT" }), "another method");
        yield return Case("actions", Action("emit_event", new { eventType = "message.received" }), "no custom event");
        yield return Case("actions", Action("log", new { level = "loud", message = "x" }), "an unknown level");
        yield return Case("actions", Action("send_message", new { to = "x" }), "no text");
        yield return Case("actions", Action("call_agent", new { }), "no agent");
        yield return Case("actions", Action("call_agent", new { agentId = "planning", responseAs = "a b" }), "a bad variable");
        yield return Case("debounce", Automate.Logging().With("debounce", new { mode = "fixed", delayMs = 99 }), "a short delay");
        yield return Case("limits", Automate.Logging().With("limits", new { ratePerMinute = 0 }), "a limit of nothing");
    }
}
