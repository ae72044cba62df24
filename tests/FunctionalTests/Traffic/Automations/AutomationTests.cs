using System.Net;
using System.Text.Json;
using Dapper;

namespace Hivemind.FunctionalTests.Traffic.Automations;

[Parallelizable(ParallelScope.All)]
public sealed class AutomationTests
{
    [Test]
    public async Task An_automation_is_read_as_it_was_made()
    {
        var organisation = await Hive.NewOrganisation();
        var body = Automate.Logging()
            .With("description", "Says what comes.")
            .With("triggerConditions", new object[] { new { field = "items.0.name", @operator = "regex", value = "^a+$" }, new { field = "n", @operator = "exists" } })
            .With("conditionLogic", "or")
            .With("debounce", new { mode = "presence", baseDelayMs = 500, maxWaitMs = 5000, extendOnEvents = new[] { "presence.typing" } })
            .With("limits", new { ratePerMinute = 10 })
            .With("enabled", false)
            .With("priority", 7);

        var id = await Automate.Create(organisation, body);
        var read = (await organisation.Admin.Get($"automations/{id}")).Expect(HttpStatusCode.OK);

        Assert.That(read.Header("ETag"), Is.EqualTo("\"1\""));
        Assert.That(read.Json.GetProperty("orgId").GetString(), Is.EqualTo(organisation.Id));
        Assert.That(read.Json.GetProperty("triggerConditions").GetRawText(), Is.EqualTo(
            """[{"field":"items.0.name","operator":"regex","value":"^a+$"},{"field":"n","operator":"exists","value":null}]"""));
        Assert.That(read.Json.GetProperty("conditionLogic").GetString(), Is.EqualTo("or"));
        Assert.That(read.Json.GetProperty("actions")[0].GetProperty("config").GetProperty("message").GetString(), Is.EqualTo("seen {{payload.n}}"));
        Assert.That(read.Json.GetProperty("debounce").GetProperty("maxWaitMs").GetInt32(), Is.EqualTo(5000));
        Assert.That(read.Json.GetProperty("debounce").GetProperty("extendOnEvents")[0].GetString(), Is.EqualTo("presence.typing"));
        Assert.That(read.Json.GetProperty("limits").GetProperty("ratePerMinute").GetInt32(), Is.EqualTo(10));
        Assert.That(read.Json.GetProperty("enabled").GetBoolean(), Is.False);
        Assert.That(read.Json.GetProperty("priority").GetInt32(), Is.EqualTo(7));
    }

    [Test]
    public async Task What_is_not_given_stays_and_null_clears()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await Automate.Create(organisation, Automate.Logging().With("description", "old").With("debounce", new { mode = "fixed", delayMs = 100 }));

        (await organisation.Admin.Patch($"automations/{id}", """{"priority":3}""")).Expect(HttpStatusCode.OK);
        var kept = (await organisation.Admin.Get($"automations/{id}")).Json;
        (await organisation.Admin.Patch($"automations/{id}", """{"description":null,"debounce":null}""")).Expect(HttpStatusCode.OK);
        var cleared = (await organisation.Admin.Get($"automations/{id}")).Json;

        Assert.That(kept.GetProperty("priority").GetInt32(), Is.EqualTo(3));
        Assert.That(kept.GetProperty("description").GetString(), Is.EqualTo("old"));
        Assert.That(kept.GetProperty("debounce").GetProperty("delayMs").GetInt32(), Is.EqualTo(100));
        Assert.That(cleared.GetProperty("description").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(cleared.GetProperty("debounce").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(cleared.GetProperty("rowVersion").GetInt32(), Is.EqualTo(3));
    }

    [Test]
    public async Task An_old_version_is_not_changed()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await Automate.Create(organisation, Automate.Logging());
        (await organisation.Admin.Patch($"automations/{id}", new { priority = 1 }, ("If-Match", "\"1\""))).Expect(HttpStatusCode.OK);

        (await organisation.Admin.Patch($"automations/{id}", new { priority = 2 }, ("If-Match", "\"1\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await organisation.Admin.Delete($"automations/{id}", null, ("If-Match", "\"1\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await organisation.Admin.Delete($"automations/{id}", null, ("If-Match", "\"2\""))).Expect(HttpStatusCode.NoContent);
        (await organisation.Admin.Get($"automations/{id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [Test]
    public async Task Turning_it_on_and_off_is_told_and_repeating_changes_nothing()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await Automate.Create(organisation, Automate.Logging());

        (await organisation.Admin.Post($"automations/{id}/disable")).Expect(HttpStatusCode.OK);
        var off = (await organisation.Admin.Post($"automations/{id}/disable")).Expect(HttpStatusCode.OK).Json;
        var on = (await organisation.Admin.Post($"automations/{id}/enable")).Expect(HttpStatusCode.OK).Json;

        Assert.That(off.GetProperty("enabled").GetBoolean(), Is.False);
        Assert.That(on.GetProperty("enabled").GetBoolean(), Is.True);
        Assert.That(on.GetProperty("rowVersion").GetInt32(), Is.EqualTo(3));
        var audit = (await organisation.Admin.Get($"audit-log?target_id={id}")).Expect(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
        Assert.That(audit.Select(row => row.GetProperty("action").GetString()), Is.EquivalentTo(new[] { "automation.created", "automation.disabled", "automation.enabled" }));
        Assert.That(await Changes(organisation), Is.EqualTo(new[] { "created", "updated", "updated" }));
    }

    [Test]
    public async Task Lists_go_on_by_their_cursor()
    {
        var organisation = await Hive.NewOrganisation();
        List<Guid> made = [];
        for (var i = 0; i < 5; i++)
            made.Add(await Automate.Create(organisation, Automate.Logging().With("enabled", i != 2)));

        var first = (await organisation.Admin.Get("automations?limit=3&enabled=true")).Expect(HttpStatusCode.OK).Json;
        var cursor = first.GetProperty("meta").GetProperty("cursor").GetString();
        var second = (await organisation.Admin.Get($"automations?limit=3&enabled=true&cursor={cursor}")).Expect(HttpStatusCode.OK).Json;

        Assert.That(first.GetProperty("meta").GetProperty("hasMore").GetBoolean(), Is.True);
        Assert.That(second.GetProperty("meta").GetProperty("hasMore").GetBoolean(), Is.False);
        Assert.That(first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(one => one.GetProperty("id").GetGuid()),
            Is.EqualTo(new[] { made[4], made[3], made[1], made[0] }));
        (await organisation.Admin.Get($"automations?limit=3&cursor={cursor}")).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
        (await organisation.Admin.Get("automations?limit=101")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task Only_admins_change_automations()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await Automate.Create(organisation, Automate.Logging());
        var agent = await organisation.Agent("agent");

        (await agent.Post("automations", Automate.Logging())).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await agent.Patch($"automations/{id}", new { priority = 1 })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await agent.Delete($"automations/{id}")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await agent.Get($"automations/{id}")).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_trial_says_what_would_happen_and_does_nothing()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await Automate.Create(organisation, Automate.Logging("message.received")
            .With("triggerConditions", new object[] { new { field = "n", @operator = "gt", value = 2 }, new { field = "event.type", @operator = "eq", value = "message.received" } }));
        var agent = await organisation.Agent("agent");

        var match = (await agent.Post($"automations/{id}/test", new { @event = new { type = "message.received", payload = new { n = 3 } } })).Expect(HttpStatusCode.OK).Json;
        var none = (await agent.Post($"automations/{id}/test", new { @event = new { type = "message.received", payload = new { n = 2 } } })).Expect(HttpStatusCode.OK).Json;
        var other = (await agent.Post($"automations/{id}/test", new { @event = new { type = "message.sent", payload = new { n = 3 } } })).Expect(HttpStatusCode.OK).Json;
        (await agent.Post($"automations/{id}/test", new { })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");

        Assert.That(match.GetProperty("matched").GetBoolean(), Is.True);
        Assert.That(match.GetProperty("dryRun").GetBoolean(), Is.True);
        Assert.That(match.GetProperty("conditions")[0].GetRawText(), Is.EqualTo("""{"field":"n","operator":"gt","value":2,"actual":3,"matched":true}"""));
        Assert.That(match.GetProperty("actions").GetRawText(), Is.EqualTo("""[{"type":"log","wouldExecute":true}]"""));
        Assert.That(none.GetProperty("matched").GetBoolean(), Is.False);
        Assert.That(none.GetProperty("conditions")[1].GetProperty("matched").GetBoolean(), Is.True);
        Assert.That(other.GetProperty("matched").GetBoolean(), Is.False);
        Assert.That((await agent.Get("automation-logs")).Expect(HttpStatusCode.OK).Json.GetProperty("items").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Without_executions_every_figure_is_zero()
    {
        var organisation = await Hive.NewOrganisation();

        var metrics = (await organisation.Admin.Get("automation-metrics")).Expect(HttpStatusCode.OK).Json;

        foreach (var name in new[] { "totalExecutions", "totalActions", "successRate", "avgExecutionTimeMs", "recentFailures", "skipped" })
            Assert.That(metrics.GetProperty(name).GetDouble(), Is.Zero, name);
        Assert.That(metrics.GetProperty("instanceQueues").GetArrayLength(), Is.Zero);
    }

    private static async Task<IEnumerable<string>> Changes(Organisation organisation)
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        return await connection.QueryAsync<string>(
            "select payload::json->>'change' from stream_events where org_id = @Id and topic = 'automations' order by id", new { organisation.Id });
    }
}
