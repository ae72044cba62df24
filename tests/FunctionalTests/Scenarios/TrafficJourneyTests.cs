using System.Net;
using System.Text.Json;
using Hivemind.FunctionalTests.Traffic.Processing;
using Hivemind.FunctionalTests.Webhooks.Inbound;

namespace Hivemind.FunctionalTests.Scenarios;

/// <summary>A signed webhook from its arrival to the run it starts, and a handler that fails from its dead letter to its repair.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TrafficJourneyTests
{
    [Test]
    public async Task A_signed_webhook_starts_a_run_and_a_failing_handler_is_repaired()
    {
        var broken = true;
        var handler = new TestHandler("journey", (_, _) => broken ? throw new InvalidOperationException("Not repaired.") : Task.CompletedTask, "custom.webhook.");
        await using var server = await Handling.Start(handler);
        var organisation = await Hive.NewOrganisation(server);
        var source = await Inbox.Source(organisation, "github");
        var type = $"custom.webhook.{source.Json.GetProperty("name").GetString()}";
        (await organisation.Admin.Post("automations", Handling.Camel(new
        {
            name = "Comments",
            triggerEventType = type,
            triggerConditions = new[] { new { field = "action", @operator = "eq", value = "created" } },
            actions = new[] { new { type = "call_agent", config = new { agentId = "planning", inputTemplate = "{{payload.comment.body}}" } } },
        }))).Expect(HttpStatusCode.Created);

        var answer = (await Inbox.Deliver(organisation, source, Samples.GithubComment("It fails at night"), "d-1")).Expect(HttpStatusCode.Accepted).Json;
        var eventId = answer.GetProperty("event_id").GetGuid();

        // The automation has run, and what it started is linked both ways.
        JsonElement links = default;
        await Eventually.Seen(async () =>
        {
            links = (await organisation.Admin.Get($"events/{eventId}/links")).Expect(HttpStatusCode.OK).Json;
            return Kinds(links, "effects").Contains("automation_log") && Kinds(links, "effects").Contains("task");
        }, "the automation and its run");
        Assert.That(Kinds(links, "causes"), Is.EqualTo(new[] { "webhook_event" }));
        var run = (await organisation.Admin.Get("tasks?kind=run")).Expect(HttpStatusCode.OK).Json.GetProperty("items")[0];
        Assert.That((run.GetProperty("input_message").GetString(), run.GetProperty("source").GetString()), Is.EqualTo(("It fails at night", "automation")));
        await TheLinksLeadToTheirPages(organisation, links, source, run);
        var metrics = (await organisation.Admin.Get("automation-metrics")).Expect(HttpStatusCode.OK).Json;
        Assert.That((metrics.GetProperty("totalExecutions").GetInt32(), metrics.GetProperty("successRate").GetDouble()), Is.EqualTo((1, 100d)));

        // The handler fails for good after its three retries; repaired and retried, everything is well.
        JsonElement letter = default;
        await Eventually.Seen(async () =>
        {
            var letters = (await organisation.Admin.Get("dead-letters?status=pending")).Expect(HttpStatusCode.OK).Json.GetProperty("items");
            letter = letters.GetArrayLength() > 0 ? letters[0] : default;
            return letter.ValueKind is JsonValueKind.Object;
        }, "the dead letter");
        Assert.That((letter.GetProperty("subject").GetString(), handler.RunsOf(eventId)), Is.EqualTo(("journey", 4)));
        broken = false;
        var retried = (await organisation.Admin.Post($"dead-letters/{letter.GetProperty("id").GetGuid()}/retry")).Expect(HttpStatusCode.OK).Json;
        Assert.That((retried.GetProperty("status").GetString(), retried.GetProperty("resolvedBy").GetString()), Is.EqualTo(("resolved", "manual-retry")));
        await server.UntilStatus(eventId, "completed");

        await TheOverviewSaysTheSame(organisation);
    }

    private static async Task TheLinksLeadToTheirPages(Organisation organisation, JsonElement links, Answer source, JsonElement run)
    {
        var eventId = links.GetProperty("eventId").GetGuid();
        Assert.That(links.GetProperty("causes")[0].GetProperty("parentId").GetGuid(), Is.EqualTo(Inbox.IdOf(source)));

        var execution = links.GetProperty("effects").EnumerateArray().Single(link => link.GetProperty("kind").GetString() == "automation_log");
        var automation = execution.GetProperty("parentId").GetGuid();
        foreach (var path in new[] { $"automations/{automation}/logs?eventId={eventId}", $"automation-logs?eventId={eventId}" })
        {
            var logged = (await organisation.Admin.Get(path)).Expect(HttpStatusCode.OK).Json.GetProperty("items");
            Assert.That(logged.EnumerateArray().Select(one => one.GetProperty("id").GetGuid()), Is.EqualTo(new[] { execution.GetProperty("id").GetGuid() }));
        }

        var others = (await organisation.Admin.Get($"automations/{automation}/logs?eventId={Guid.CreateVersion7()}")).Expect(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.That(others.GetArrayLength(), Is.Zero);
        var whole = (await organisation.Admin.Get($"tasks/{run.GetProperty("id").GetGuid()}")).Expect(HttpStatusCode.OK).Json;
        Assert.That(whole.GetProperty("caused_by_event_id").GetGuid(), Is.EqualTo(eventId));
    }

    private static async Task TheOverviewSaysTheSame(Organisation organisation)
    {
        var overview = (await organisation.Admin.Get("dashboard")).Expect(HttpStatusCode.OK).Json;
        var metrics = (await organisation.Admin.Get("event-ops/metrics")).Expect(HttpStatusCode.OK).Json;
        var letters = (await organisation.Admin.Get("dead-letters/stats")).Expect(HttpStatusCode.OK).Json;
        var automations = (await organisation.Admin.Get("automation-metrics")).Expect(HttpStatusCode.OK).Json;

        Assert.That(overview.GetProperty("events").GetProperty("total").GetInt64(), Is.EqualTo(metrics.GetProperty("totalEvents").GetInt64()));
        Assert.That(overview.GetProperty("deadLetters").GetProperty("total").GetInt64(), Is.EqualTo(letters.GetProperty("total").GetInt64()).And.EqualTo(1));
        Assert.That(overview.GetProperty("deadLetters").GetProperty("pending").GetInt64(), Is.EqualTo(metrics.GetProperty("deadLettersPending").GetInt64()).And.Zero);
        Assert.That(overview.GetProperty("automations").GetProperty("totalExecutions").GetInt64(), Is.EqualTo(automations.GetProperty("totalExecutions").GetInt64()));
    }

    private static List<string?> Kinds(JsonElement links, string direction) =>
        [.. links.GetProperty(direction).EnumerateArray().Select(link => link.GetProperty("kind").GetString())];
}
