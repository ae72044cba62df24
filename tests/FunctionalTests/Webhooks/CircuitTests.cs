using System.Net;

namespace Hivemind.FunctionalTests.Webhooks;

[Parallelizable(ParallelScope.All)]
public sealed class CircuitTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task After_five_failures_nothing_is_sent_for_a_minute_then_one_probe_decides()
    {
        var time = new FakeTime(Noon);
        var isWell = false;
        await using var server = await Hooks.Start(time: time);
        await using var receiver = await Receiver.Start((context, _) =>
        {
            context.Response.StatusCode = Volatile.Read(ref isWell) ? 200 : 500;
            return Task.CompletedTask;
        });
        var organisation = await Hive.NewOrganisation(server);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url, maxConcurrency: 1);

        await Hooks.Publish(organisation, times: 8);
        await Hooks.Until(() => Circuit(organisation, endpoint.Id, "open"));
        var sent = receiver.Calls.Count;
        var waiting = await Hooks.Count(server, "select count(*) from webhook_deliveries where attempts = 0");
        Hooks.Advance(server, time, TimeSpan.FromSeconds(59));
        await Hooks.Publish(organisation);

        Assert.That((sent, waiting), Is.EqualTo((5, 3)));
        Hooks.Advance(server, time, TimeSpan.FromSeconds(1));
        await Hooks.Until(() => receiver.Calls.Count == 6);
        await Hooks.Until(() => Circuit(organisation, endpoint.Id, "open"));
        Volatile.Write(ref isWell, true);
        Hooks.Advance(server, time, TimeSpan.FromSeconds(119));
        Assert.That(await Circuit(organisation, endpoint.Id, "open"), Is.True);

        Hooks.Advance(server, time, TimeSpan.FromMinutes(6));
        await Hooks.Until(async () => await Hooks.Count(server, "select count(*) from webhook_deliveries where status = 'succeeded'") == 9);
        Assert.That(await Circuit(organisation, endpoint.Id, "closed"), Is.True);
    }

    [Test]
    public async Task Five_days_of_failures_disable_the_endpoint_until_it_is_set_active_and_recovered()
    {
        var time = new FakeTime(Noon);
        var isWell = false;
        await using var server = await Hooks.Start(time: time);
        await using var receiver = await Receiver.Start((context, _) =>
        {
            context.Response.StatusCode = Volatile.Read(ref isWell) ? 204 : 503;
            return Task.CompletedTask;
        });
        var organisation = await Hive.NewOrganisation(server);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url);
        await Hooks.Publish(organisation);
        await Hooks.Tried(organisation, endpoint.Id, 1);

        Hooks.Advance(server, time, TimeSpan.FromDays(5));
        var failed = await Hooks.Delivery(organisation, endpoint.Id, one => one.GetProperty("status").GetString() == "failed");
        var refused = await organisation.Admin.Post($"webhook-endpoints/{endpoint.Id}/recover", new { since = Noon.AddHours(-1) });
        Volatile.Write(ref isWell, true);
        (await organisation.Admin.Patch($"webhook-endpoints/{endpoint.Id}", new { isActive = true })).Expect(HttpStatusCode.OK);
        var recovered = await organisation.Admin.Post($"webhook-endpoints/{endpoint.Id}/recover", new { since = Noon.AddHours(-1) });

        Assert.That(failed.GetProperty("error").GetString(), Is.EqualTo("endpoint_disabled"));
        refused.Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        Assert.That(recovered.Expect(HttpStatusCode.Accepted).Json.GetProperty("queued").GetInt32(), Is.EqualTo(1));
        await Hooks.Delivery(organisation, endpoint.Id, one => one.GetProperty("status").GetString() == "succeeded");
        var stored = (await organisation.Admin.Get($"webhook-endpoints/{endpoint.Id}")).Json;
        Assert.That(stored.GetProperty("failing_since").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
    }

    private static async Task<bool> Circuit(Organisation organisation, Guid endpoint, string state) =>
        (await organisation.Admin.Get($"webhook-endpoints/{endpoint}")).Expect(HttpStatusCode.OK).Json.GetProperty("circuit").GetString() == state;
}
