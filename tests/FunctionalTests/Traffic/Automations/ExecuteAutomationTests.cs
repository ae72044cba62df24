using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Traffic.Automations;

[Parallelizable(ParallelScope.All)]
public sealed class ExecuteAutomationTests
{
    [Test]
    public async Task By_hand_the_actions_are_done_whatever_the_conditions_say()
    {
        var organisation = await Automate.Organisation();
        var id = await Automate.Create(organisation, Automate.Body("custom.test", Automate.Log("by hand {{payload.n}}"), Automate.Emit("custom.done"))
            .With("triggerConditions", new[] { new { field = "n", @operator = "eq", value = 0 } }).With("enabled", false));

        var answer = (await organisation.Admin.Post($"automations/{id}/execute", Sample("custom.test"))).Expect(HttpStatusCode.OK).Json;
        var row = (await Automate.Logged(organisation, id))[0];

        Assert.That(answer.GetProperty("automationId").GetGuid(), Is.EqualTo(id));
        Assert.That(answer.GetProperty("triggered").GetBoolean(), Is.True);
        Assert.That(answer.GetProperty("results").GetArrayLength(), Is.EqualTo(2));
        Assert.That(row.GetProperty("eventId").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(row.Status(), Is.EqualTo("success"));
        Assert.That((await Automate.Metrics(organisation)).GetProperty("totalActions").GetInt32(), Is.EqualTo(2));
    }

    [Test]
    public async Task Another_type_triggers_nothing()
    {
        var organisation = await Automate.Organisation();
        var id = await Automate.Create(organisation, Automate.Logging());

        var answer = (await organisation.Admin.Post($"automations/{id}/execute", Sample("custom.other"))).Expect(HttpStatusCode.OK).Json;

        Assert.That(answer.GetProperty("triggered").GetBoolean(), Is.False);
        Assert.That((await organisation.Admin.Get($"automations/{id}/logs")).Json.GetProperty("items").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Only_admins_execute()
    {
        var organisation = await Automate.Organisation();
        var id = await Automate.Create(organisation, Automate.Logging());

        (await (await organisation.Agent("agent")).Post($"automations/{id}/execute", Sample("custom.test"))).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    private static object Sample(string type) => new { @event = new { type, payload = new { n = 3 } } };
}
