using System.Text.Json;
using Hivemind.FunctionalTests.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Hivemind.FunctionalTests.Traffic.Automations;

[Parallelizable(ParallelScope.All)]
public sealed class ActionTests
{
    [Test]
    public async Task A_log_action_writes_one_line()
    {
        var organisation = await Automate.Organisation();
        var id = await Automate.Create(organisation, Automate.Body("custom.test", Automate.Log("hello {{payload.name}} of {{event.type}}", "warn")));

        var eventId = await Automate.Happen(organisation, payload: new { name = $"Ada\n{id}" });
        var row = (await Automate.Logged(organisation, id))[0];

        Assert.That(row.Status(), Is.EqualTo("success"), row.GetRawText());
        Assert.That(row.GetProperty("eventId").GetGuid(), Is.EqualTo(eventId));
        Assert.That(row.GetProperty("conditionsMatched").GetBoolean(), Is.True);
        Assert.That(row.Action(0).GetProperty("action").GetString(), Is.EqualTo("log"));
        Assert.That(organisation.Server.LogText, Does.Contain($"Automation {id} says: hello Ada {id} of custom.test"));
    }

    [Test]
    public async Task What_does_not_match_is_skipped_and_logged()
    {
        var organisation = await Automate.Organisation();
        var id = await Automate.Create(organisation, Automate.Logging().With("triggerConditions", new[] { new { field = "n", @operator = "gt", value = 5 } }));

        await Automate.Happen(organisation, payload: new { n = 5 });
        await Automate.Happen(organisation, "custom.other", new { n = 6 });
        var rows = await Automate.Logged(organisation, id);

        Assert.That(rows, Has.Count.EqualTo(1));
        Assert.That(rows[0].Status(), Is.EqualTo("skipped"));
        Assert.That(rows[0].GetProperty("conditionsMatched").GetBoolean(), Is.False);
        Assert.That(rows[0].GetProperty("actionsExecuted").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Actions_go_on_after_one_that_failed_and_see_earlier_results()
    {
        await using var receiver = await Receiver.Start((context, call) =>
        {
            context.Response.StatusCode = call.Path == "/hook/bad" ? 500 : 200;
            return context.Response.WriteAsJsonAsync(new { id = 7 });
        });
        var organisation = await Automate.Organisation();
        var id = await Automate.Create(organisation, Automate.Body("custom.test",
            Automate.Webhook($"{receiver.Url}/bad"),
            Automate.Webhook($"{receiver.Url}/good?n={{{{payload.n}}}}", responseAs: "answer"),
            Automate.Emit("custom.done", new { number = "{{var.answer.body.id}}", status = "{{var.answer.status}}" })));

        await Automate.Happen(organisation);
        var row = (await Automate.Logged(organisation, id))[0];
        var emitted = await Automate.Read<string>(organisation, "select raw_payload::text from events where id = @id", new { id = row.Result(2).GetProperty("eventId").GetGuid() });

        Assert.That(row.Status(), Is.EqualTo("failed"));
        Assert.That(row.Error(), Is.EqualTo("http_500"));
        Assert.That(row.GetProperty("actionsExecuted").EnumerateArray().Select(action => action.GetProperty("status").GetString()), Is.EqualTo(new[] { "failed", "success", "success" }));
        Assert.That(row.Result(0).GetProperty("status").GetInt32(), Is.EqualTo(500));
        Assert.That(JsonDocument.Parse(emitted ?? "").RootElement.GetProperty("number").GetInt32(), Is.EqualTo(7));
        Assert.That(JsonDocument.Parse(emitted ?? "").RootElement.GetProperty("status").GetInt32(), Is.EqualTo(200));
        Assert.That(JsonDocument.Parse(receiver.Calls.First().Body).RootElement.GetRawText(), Is.EqualTo("""{"type":"custom.test","payload":{"n":1}}"""));
    }

    [Test]
    public async Task A_body_template_stays_json_and_headers_are_filled()
    {
        Environment.SetEnvironmentVariable("HIVEMIND_VAR_TEST_TOKEN", "t0ken");
        var seen = "";
        await using var receiver = await Receiver.Start((context, _) =>
        {
            seen = $"{context.Request.Headers.Authorization} {context.Request.ContentType}";
            return Task.CompletedTask;
        });
        var organisation = await Automate.Organisation();
        var id = await Automate.Create(organisation, Automate.Body("custom.test", new
        {
            type = "webhook",
            config = new { url = receiver.Url, method = "PUT", headers = new { Authorization = "Bearer {{env.TEST_TOKEN}}" }, bodyTemplate = """{"say":"{{payload.text}}","path":"{{env.PATH}}{{env.HIVEMIND_VAR_TEST_TOKEN}}"}""" },
        }));

        await Automate.Happen(organisation, payload: new { text = "a \"quoted\"\nline" });
        var row = (await Automate.Logged(organisation, id))[0];
        var body = JsonDocument.Parse(receiver.Calls.Single().Body).RootElement;

        Assert.That(row.Status(), Is.EqualTo("success"), row.GetRawText());
        Assert.That(body.GetProperty("say").GetString(), Is.EqualTo("a \"quoted\"\nline"));
        Assert.That(body.GetProperty("path").GetString(), Is.Empty, "only what bears the prefix is readable, and the prefix is added");
        Assert.That(seen, Is.EqualTo("Bearer t0ken application/json"));
    }

    [Test]
    public async Task A_call_nobody_waits_for_is_made_until_it_succeeds()
    {
        await using var receiver = await Receiver.Start();
        var organisation = await Automate.Organisation();
        var id = await Automate.Create(organisation, Automate.Body("custom.test", Automate.Webhook(receiver.Url, waitForResponse: false)));

        await Automate.Happen(organisation);
        var row = (await Automate.Logged(organisation, id))[0];
        await Hooks.Until(async () => await Automate.Read<long>(organisation, "select count(*) from automation_calls where automation_id = @id", new { id }) == 0);

        Assert.That(row.Status(), Is.EqualTo("success"));
        Assert.That(row.Result(0).GetProperty("queued").GetBoolean(), Is.True);
        Assert.That(receiver.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_message_needs_a_connected_instance_and_becomes_an_outbound_event()
    {
        var organisation = await Automate.Organisation();
        var (up, down) = (await Automate.Instance(organisation), await Automate.Instance(organisation, isConnected: false));
        var foreign = await Automate.Instance(await Automate.Organisation());
        var id = await Automate.Create(organisation, Automate.Body("message.received",
            new { type = "send_message", config = new { contentTemplate = "You said: {{payload.text}}" } },
            new { type = "send_message", config = new { instanceId = down, contentTemplate = "x" } },
            new { type = "send_message", config = new { instanceId = foreign, contentTemplate = "x" } }));

        var eventId = await Automate.Happen(organisation, "message.received", change: e => e with { InstanceId = up, ChatId = "chat-1", TextContent = "hi", CorrelationId = "c-1" });
        var row = (await Automate.Logged(organisation, id))[0];
        var sent = await Automate.Read<string>(organisation,
            """
            select concat_ws('|', event_type, direction, channel, chat_id, text_content, correlation_id, causation_depth, caused_by_event_id,
                (select count(*) from event_payloads p where p.event_id = e.id and stage = 'channel_send'))
            from events e where id = @id
            """, new { id = row.Result(0).GetProperty("eventId").GetGuid() });

        Assert.That(sent, Is.EqualTo($"message.sent|outbound|slack|chat-1|You said: hi|c-1|1|{eventId}|1"));
        Assert.That(row.Action(1).GetProperty("error").GetString(), Is.EqualTo("instance not connected"));
        Assert.That(row.Action(2).GetProperty("error").GetString(), Is.EqualTo("instance not connected"));
    }

    [Test]
    public async Task A_chain_of_automations_ends_at_the_depth_limit_and_says_so()
    {
        var organisation = await Automate.Organisation();
        var id = await Automate.Create(organisation, Automate.Body("custom.loop", Automate.Emit("custom.loop")));

        await Automate.Happen(organisation, "custom.loop", change: e => e with { CausationDepth = 7, CorrelationId = "c-7" });
        await Automate.Happen(organisation, "custom.loop", change: e => e with { CausationDepth = 8 });
        await Hooks.Until(async () => (await Automate.Logged(organisation, id, 2)).Any(one => one.Status() == "failed"));
        var rows = await Automate.Logged(organisation, id, 2);
        var emitted = await Automate.Read<string>(organisation, "select causation_depth || correlation_id from events where id = @id",
            new { id = rows.First(one => one.Status() == "success").Result(0).GetProperty("eventId").GetGuid() });

        Assert.That(emitted, Is.EqualTo("8c-7"));
        Assert.That(rows.First(one => one.Status() == "failed").Error(), Does.StartWith("depth limit: the event would be 9 automations deep"));
    }
}
