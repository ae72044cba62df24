using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Webhooks;

[Parallelizable(ParallelScope.All)]
public sealed class DeliveryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task A_message_arrives_signed_and_is_recorded()
    {
        await using var receiver = await Receiver.Start((context, _) => Write(context, "thank you"));
        var organisation = await Hive.NewOrganisation(await Hooks.Server);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url);

        await Hooks.Publish(organisation, payload: new { Event = "knowledge.approved", OrgId = organisation.Id, Text = "grüße" });
        var delivery = await Hooks.Tried(organisation, endpoint.Id, 1);

        var call = receiver.Calls.Single();
        Assert.That(JsonDocument.Parse(call.Body).RootElement.GetProperty("org_id").GetString(), Is.EqualTo(organisation.Id));
        Assert.That(call.ContentType, Is.EqualTo("application/json"));
        Assert.That(call.HasTrace, Is.False);
        Assert.That(call.Id, Is.EqualTo($"msg_{delivery.GetProperty("id").GetGuid()}"));
        Assert.That(call.Signature, Is.EqualTo(Signature(endpoint.Json.GetProperty("secret").GetString(), call)));
        Assert.That(delivery.GetProperty("status").GetString(), Is.EqualTo("succeeded"));
        Assert.That(delivery.GetProperty("payload").GetProperty("text").GetString(), Is.EqualTo("grüße"));

        var detail = (await organisation.Admin.Get($"webhook-deliveries/{delivery.GetProperty("id").GetGuid()}")).Expect(HttpStatusCode.OK).Json;
        var attempt = detail.GetProperty("attempt_log")[0];
        Assert.That(attempt.GetProperty("attempt").GetInt32(), Is.EqualTo(1));
        Assert.That(attempt.GetProperty("response_code").GetInt32(), Is.EqualTo(200));
        Assert.That(attempt.GetProperty("response_excerpt").GetString(), Is.EqualTo("thank you"));
    }

    [Test]
    public async Task After_a_rotation_both_secrets_sign_for_a_day()
    {
        var time = new FakeTime(Noon);
        await using var server = await Hooks.Start(time: time);
        await using var receiver = await Receiver.Start();
        var organisation = await Hive.NewOrganisation(server);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url);
        var rotated = (await organisation.Admin.Post($"webhook-endpoints/{endpoint.Id}/rotate-secret")).Expect(HttpStatusCode.OK);

        await Hooks.Publish(organisation);
        await Hooks.Until(() => receiver.Calls.Count == 1);
        time.Advance(TimeSpan.FromHours(24));
        await Hooks.Publish(organisation);
        await Hooks.Until(() => receiver.Calls.Count == 2);

        var (first, second) = (receiver.Calls.First(), receiver.Calls.Last());
        var (now, before) = (rotated.Json.GetProperty("secret").GetString(), endpoint.Json.GetProperty("secret").GetString());
        Assert.That(first.Signature.Split(' '), Is.EqualTo(new[] { Signature(now, first), Signature(before, first) }));
        Assert.That(second.Signature, Is.EqualTo(Signature(now, second)));
        Assert.That(rotated.Json.GetProperty("previous_valid_until").GetDateTimeOffset(), Is.EqualTo(Noon.AddHours(24)));
        Assert.That(rotated.Header("Cache-Control"), Does.Contain("no-store"));
    }

    [Test]
    public async Task Only_active_endpoints_that_want_the_event_get_it()
    {
        await using var receiver = await Receiver.Start();
        var organisation = await Hive.NewOrganisation(await Hooks.Server);
        var stranger = await Hive.NewOrganisation(await Hooks.Server);
        var all = await Hooks.Subscribe(organisation, receiver.Url + "/all");
        await Hooks.Subscribe(organisation, receiver.Url + "/rejected", ["knowledge.rejected"]);
        await Hooks.Subscribe(stranger, receiver.Url + "/stranger");
        var off = await Hooks.Subscribe(organisation, receiver.Url + "/off");
        (await organisation.Admin.Patch($"webhook-endpoints/{off.Id}", new { isActive = false })).Expect(HttpStatusCode.OK);

        await Hooks.Publish(organisation);
        await Hooks.Tried(organisation, all.Id, 1);

        Assert.That(receiver.Calls.Select(call => call.Path), Is.EqualTo(new[] { "/hook/all" }));
        Assert.That(await Hooks.Count(organisation.Server, "select count(*) from webhook_deliveries where org_id = @Id", new { organisation.Id }), Is.EqualTo(1));
    }

    [Test]
    public async Task A_message_that_arrived_can_be_sent_again_under_its_id()
    {
        await using var receiver = await Receiver.Start();
        var organisation = await Hive.NewOrganisation(await Hooks.Server);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url);
        await Hooks.Publish(organisation);
        var id = (await Hooks.Tried(organisation, endpoint.Id, 1)).GetProperty("id").GetGuid();

        var again = (await organisation.Admin.Post($"webhook-deliveries/{id}/redeliver")).Expect(HttpStatusCode.Accepted);
        await Hooks.Delivery(organisation, endpoint.Id, one => one.GetProperty("attempts").GetInt32() == 2 && Status(one) == "succeeded");

        Assert.That(Status(again.Json), Is.EqualTo("pending"));
        Assert.That(receiver.Calls.Select(call => call.Id), Is.EqualTo(new[] { $"msg_{id}", $"msg_{id}" }));
    }

    [Test]
    public async Task Nothing_is_sent_for_a_change_that_was_rolled_back()
    {
        await using var receiver = await Receiver.Start();
        var organisation = await Hive.NewOrganisation(await Hooks.Server);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url);

        await Hooks.PublishAndRollBack(organisation);
        await Hooks.Publish(organisation);
        await Hooks.Tried(organisation, endpoint.Id, 1);

        Assert.That(receiver.Calls, Has.Count.EqualTo(1));
    }

    private static string? Status(JsonElement delivery) => delivery.GetProperty("status").GetString();

    private static async Task Write(Microsoft.AspNetCore.Http.HttpContext context, string text) =>
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));

    // Written from the Standard Webhooks text, not from the product.
    private static string Signature(string? secret, Received call)
    {
        Assert.That(secret, Does.StartWith("whsec_"));
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret!["whsec_".Length..]));
        hmac.TransformBlock(Encoding.ASCII.GetBytes(call.Id + "." + call.Timestamp + "."), 0, call.Id.Length + call.Timestamp.Length + 2, null, 0);
        hmac.TransformFinalBlock(call.Body, 0, call.Body.Length);
        return "v1," + Convert.ToBase64String(hmac.Hash!);
    }
}
