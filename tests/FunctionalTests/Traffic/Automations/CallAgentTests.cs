using System.Text.Json;
using Hivemind.FunctionalTests.Webhooks;

namespace Hivemind.FunctionalTests.Traffic.Automations;

[Parallelizable(ParallelScope.All)]
public sealed class CallAgentTests
{
    [Test]
    public async Task An_agent_is_called_and_its_result_waited_for()
    {
        await using var receiver = await Receiver.Start();
        var organisation = await Automate.Organisation();
        var instance = await Automate.Instance(organisation);
        var id = await Automate.Create(organisation, Automate.Body("message.received",
            new { type = "call_agent", config = new { agentId = "planning", sessionStrategy = "per_chat", prefixSenderName = true, responseAs = "plan", timeoutMs = 60_000 } },
            Automate.Webhook(receiver.Url, bodyTemplate: new { plan = "{{var.plan}}" })));

        await Automate.Happen(organisation, "message.received", change: e => e with
        {
            InstanceId = instance,
            ChatId = "chat-1",
            TextContent = "what now?",
            Metadata = JsonSerializer.SerializeToElement(new { from = new { id = "u1", name = "Ada" } }),
        });
        var run = "";
        await Hooks.Until(async () => (run = await Automate.Read<string>(organisation,
            "select concat_ws('|', id, input_message, session_id, source, status) from tasks where org_id = @Id", new { organisation.Id }) ?? "").Length > 0);
        await Automate.Read<int>(organisation, "update tasks set status = 'completed', result = 'do it', completed_at = now() where org_id = @Id", new { organisation.Id });
        var row = (await Automate.Logged(organisation, id))[0];

        Assert.That(run, Does.EndWith($"|[Ada]: what now?|automation:{instance}:chat-1|automation|queued"));
        Assert.That(row.Status(), Is.EqualTo("success"), row.GetRawText());
        Assert.That(row.Result(0).GetProperty("result").GetString(), Is.EqualTo("do it"));
        Assert.That(JsonDocument.Parse(receiver.Calls.Single().Body).RootElement.GetProperty("plan").GetString(), Is.EqualTo("do it"));
        Assert.That(await Automate.Read<long>(organisation,
            "select count(*) from event_payloads where org_id = @Id and stage in ('agent_request', 'agent_response')", new { organisation.Id }), Is.EqualTo(2));
    }

    [Test]
    public async Task A_run_without_an_answer_in_time_fails_the_action_and_goes_on()
    {
        var organisation = await Automate.Organisation();
        var id = await Automate.Create(organisation, Automate.Body("custom.test",
            new { type = "call_agent", config = new { agentId = "planning", responseAs = "plan", timeoutMs = 1_000 } },
            new { type = "call_agent", config = new { agentId = "nobody" } },
            Automate.Log("after")));

        await Automate.Happen(organisation, payload: new { text = "hello" });
        var row = (await Automate.Logged(organisation, id))[0];

        Assert.That(row.Action(0).GetProperty("error").GetString(), Does.StartWith("timeout"));
        Assert.That(row.Action(1).GetProperty("error").GetString(), Does.Contain("No agent"));
        Assert.That(row.Action(2).GetProperty("status").GetString(), Is.EqualTo("success"));
        Assert.That(await Automate.Read<string>(organisation, "select status from tasks where org_id = @Id", new { organisation.Id }), Is.EqualTo("queued"));
    }
}
