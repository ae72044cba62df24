using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Hivemind.FunctionalTests.Webhooks;

[Parallelizable(ParallelScope.All)]
public sealed class FailureTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task A_failure_is_tried_again_on_the_schedule()
    {
        var time = new FakeTime(Noon);
        await using var server = await Hooks.Start(time: time);
        await using var receiver = await Receiver.Answering(500);
        var organisation = await Hive.NewOrganisation(server);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url);
        await Hooks.Publish(organisation);

        var first = await Hooks.Tried(organisation, endpoint.Id, 1);
        Hooks.Advance(server, time, TimeSpan.FromSeconds(5.6));
        var second = await Hooks.Tried(organisation, endpoint.Id, 2);

        Assert.That(Next(first), Is.EqualTo(Noon.AddSeconds(5)).Within(TimeSpan.FromSeconds(0.5)));
        Assert.That(Next(second), Is.EqualTo(Noon.AddSeconds(5.6).AddMinutes(5)).Within(TimeSpan.FromSeconds(30)));
        Assert.That(second.GetProperty("error").GetString(), Is.EqualTo("http_500"));
        Assert.That(receiver.Calls.Select(call => call.Id).Distinct(), Has.Exactly(1).Items);
        Assert.That(receiver.Calls.Last().Timestamp, Is.EqualTo($"{Noon.AddSeconds(5.6).ToUnixTimeSeconds()}"));
    }

    [Test]
    public async Task A_receiver_that_is_slow_is_given_up_after_the_limit()
    {
        await using var server = await Hooks.Start(attempt: TimeSpan.FromMilliseconds(300));
        await using var receiver = await Receiver.Start((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var organisation = await Hive.NewOrganisation(server);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url);

        await Hooks.Publish(organisation);
        var delivery = await Hooks.Tried(organisation, endpoint.Id, 1);

        Assert.That(Error(delivery), Is.EqualTo("timeout"));
        Assert.That(delivery.GetProperty("response_code").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task A_dead_port_is_a_failed_connection()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var organisation = await Hive.NewOrganisation(await Hooks.Server);
        var endpoint = await Hooks.Subscribe(organisation, $"http://127.0.0.1:{port}/");

        await Hooks.Publish(organisation);

        Assert.That(Error(await Hooks.Tried(organisation, endpoint.Id, 1)), Is.EqualTo("connection_failed"));
    }

    [Test]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        await using var target = await Receiver.Start();
        await using var receiver = await Receiver.Start((context, _) =>
        {
            context.Response.Redirect(target.Url);
            return Task.CompletedTask;
        });
        var organisation = await Hive.NewOrganisation(await Hooks.Server);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url);

        await Hooks.Publish(organisation);
        var delivery = await Hooks.Tried(organisation, endpoint.Id, 1);

        Assert.That((Error(delivery), delivery.GetProperty("response_code").GetInt32()), Is.EqualTo(("redirect", 302)));
        Assert.That(target.Calls, Is.Empty);
    }

    [Test]
    public async Task Retry_after_moves_the_next_attempt()
    {
        var time = new FakeTime(Noon);
        await using var server = await Hooks.Start(time: time);
        await using var receiver = await Receiver.Start((context, _) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "600";
            return Task.CompletedTask;
        });
        var organisation = await Hive.NewOrganisation(server);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url);

        await Hooks.Publish(organisation);

        Assert.That(Next(await Hooks.Tried(organisation, endpoint.Id, 1)), Is.EqualTo(Noon.AddMinutes(10)));
    }

    [Test]
    public async Task Gone_disables_the_endpoint_and_fails_what_waits()
    {
        await using var receiver = await Receiver.Answering(410);
        var organisation = await Hive.NewOrganisation(await Hooks.Server);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url, maxConcurrency: 1);

        await Hooks.Publish(organisation, times: 3);
        await Hooks.Until(() => AllFailed(organisation, endpoint.Id));

        var stored = (await organisation.Admin.Get($"webhook-endpoints/{endpoint.Id}")).Json;
        Assert.That((stored.GetProperty("is_active").GetBoolean(), stored.GetProperty("disabled_reason").GetString()), Is.EqualTo((false, "gone")));
        Assert.That(receiver.Calls, Has.Count.EqualTo(1));
        Assert.That(await Hooks.Count(organisation.Server,
            "select count(*) from audit_log where org_id = @Id and action = 'webhook_endpoint.disabled' and actor = 'system'", new { organisation.Id }), Is.EqualTo(1));
        var told = (await organisation.Admin.Get("events?eventType=system.webhook_endpoint.disabled")).Json.GetProperty("items")[0].GetProperty("rawPayload");
        Assert.That((told.GetProperty("endpointId").GetGuid(), told.GetProperty("url").GetString(), told.GetProperty("reason").GetString()),
            Is.EqualTo((endpoint.Id, receiver.Url, "gone")));
    }

    [Test]
    public async Task A_long_answer_is_kept_to_a_kilobyte()
    {
        await using var receiver = await Receiver.Start((context, _) => context.Response.WriteAsync("a" + new string('ü', 5000) + "\0"));
        var organisation = await Hive.NewOrganisation(await Hooks.Server);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url);

        await Hooks.Publish(organisation);
        var id = (await Hooks.Tried(organisation, endpoint.Id, 1)).GetProperty("id").GetGuid();

        var excerpt = (await organisation.Admin.Get($"webhook-deliveries/{id}")).Json.GetProperty("attempt_log")[0].GetProperty("response_excerpt").GetString();
        Assert.That(excerpt, Is.EqualTo("a" + new string('ü', 511)));
    }

    private static async Task<bool> AllFailed(Organisation organisation, Guid endpoint) =>
        (await organisation.Admin.Get($"webhook-endpoints/{endpoint}/deliveries")).Json.GetProperty("items").EnumerateArray()
            .All(one => one.GetProperty("status").GetString() == "failed" && Error(one) == "endpoint_disabled");

    private static string? Error(JsonElement delivery) => delivery.GetProperty("error").GetString();

    private static DateTimeOffset Next(JsonElement delivery) => delivery.GetProperty("next_attempt_at").GetDateTimeOffset();
}
