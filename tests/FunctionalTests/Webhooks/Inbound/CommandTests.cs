using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Webhooks.Inbound;

[Parallelizable(ParallelScope.All)]
public sealed class CommandTests
{
    [Test]
    public async Task A_mention_queues_a_run_for_the_agent_of_its_command()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "github", Commands);

        var answer = (await Inbox.Deliver(organisation, source, Samples.GithubComment("please @agent fix the login page"))).Expect(HttpStatusCode.Accepted).Json;

        var seen = await Matched(organisation, answer);
        var run = (await organisation.Admin.Get($"tasks/{seen.GetProperty("task_id").GetGuid()}")).Expect(HttpStatusCode.OK).Json;
        Assert.That(seen.GetProperty("matched_command").GetString(), Is.EqualTo("fix"));
        Assert.That((run.GetProperty("assigned_agent").GetString(), run.GetProperty("source").GetString()), Is.EqualTo(("executor", "webhook")));
        Assert.That(run.GetProperty("input_message").GetString(), Is.EqualTo("octocat in octo/widgets: the login page"));
        Assert.That(run.GetProperty("flow_id").GetString(), Is.EqualTo("github:octo/widgets#17"));
    }

    [Test]
    public async Task A_mention_without_a_known_trigger_selects_the_default_command()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "slack", Commands);

        var answer = (await Inbox.Deliver(organisation, source, Samples.SlackMessage("@agent what broke?"))).Expect(HttpStatusCode.Accepted).Json;

        var seen = await Matched(organisation, answer);
        var run = (await organisation.Admin.Get($"tasks/{seen.GetProperty("task_id").GetGuid()}")).Expect(HttpStatusCode.OK).Json;
        Assert.That((seen.GetProperty("matched_command").GetString(), run.GetProperty("input_message").GetString()), Is.EqualTo(("ask", "what broke?")));
        Assert.That(run.GetProperty("flow_id").GetString(), Is.EqualTo("slack:C1:1767261600.000200"));
    }

    [Test]
    public async Task A_command_can_record_an_event_instead()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "jira", Commands);

        var answer = (await Inbox.Deliver(organisation, source, Samples.JiraComment("@agent note the date"))).Expect(HttpStatusCode.Accepted).Json;

        await Matched(organisation, answer);
        var type = $"custom.webhook.{source.Json.GetProperty("name").GetString()}.note";
        var events = (await organisation.Admin.Get($"events?eventType={type}")).Expect(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.That(events[0].GetProperty("textContent").GetString(), Is.EqualTo("Grace: the date"));
    }

    [Test]
    public async Task Without_a_mention_nothing_is_commanded()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "github", Commands);

        var quiet = (await Inbox.Deliver(organisation, source, Samples.GithubComment("someone@agent.example should fix this"), "d-1")).Expect(HttpStatusCode.Accepted).Json;

        var recorded = quiet.GetProperty("event_id").GetGuid();
        await Eventually.Seen(async () => (await organisation.Admin.Get($"events/{recorded}")).Json.GetProperty("status").GetString() == "completed", "the event completed");
        var kept = (await organisation.Admin.Get($"webhooks/events/{quiet.GetProperty("webhook_event_id").GetGuid()}")).Json;
        Assert.That(kept.GetProperty("matched_command").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That((await organisation.Admin.Get("tasks?kind=run")).Json.GetProperty("total").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task Commands_are_added_changed_and_taken_away()
    {
        var organisation = await Hive.NewOrganisation();
        var path = $"webhooks/{Inbox.IdOf(await Inbox.Source(organisation, "generic", Commands))}/commands";

        var added = (await organisation.Admin.Post(path, new { trigger = "plan", template = "Plan {{var.text}}" })).Expect(HttpStatusCode.Created).Json;
        var id = added.GetProperty("command_id").GetGuid();
        (await organisation.Admin.Post(path, new { trigger = "PLAN", template = "again" })).Refused(HttpStatusCode.Conflict, "DUPLICATE");
        var changed = (await organisation.Admin.Patch($"{path}/{id}", new { priority = 7 })).Expect(HttpStatusCode.OK).Json;
        var all = (await organisation.Admin.Get(path)).Expect(HttpStatusCode.OK).Json.GetProperty("items");
        var byDefault = all.EnumerateArray().Single(one => one.GetProperty("trigger").GetString() == "ask").GetProperty("command_id").GetGuid();

        Assert.That((changed.GetProperty("priority").GetInt32(), changed.GetProperty("template").GetString()), Is.EqualTo((7, "Plan {{var.text}}")));
        Assert.That(all.GetArrayLength(), Is.EqualTo(4));
        (await organisation.Admin.Delete($"{path}/{byDefault}")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await organisation.Admin.Delete($"{path}/{id}")).Expect(HttpStatusCode.NoContent);
        (await organisation.Admin.Delete($"{path}/{id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    private const string Commands =
        """
        {
          "default_command": "ask",
          "commands": [
            { "trigger": "ask", "template": "{{var.text}}" },
            { "trigger": "fix", "agent": "executor", "template": "{{var.author}} in {{payload.repository.full_name}}: {{var.text}}", "priority": 5,
              "conditions": [{ "field": "action", "operator": "eq", "value": "created" }] },
            { "trigger": "note", "action": "event", "template": "{{var.author}}: {{var.text}}" }
          ]
        }
        """;

    private static async Task<JsonElement> Matched(Organisation organisation, JsonElement accepted)
    {
        JsonElement seen = default;
        await Eventually.Seen(async () =>
        {
            seen = (await organisation.Admin.Get($"webhooks/events/{accepted.GetProperty("webhook_event_id").GetGuid()}")).Json;
            return seen.GetProperty("matched_command").ValueKind is JsonValueKind.String;
        }, "the command");
        return seen;
    }
}
