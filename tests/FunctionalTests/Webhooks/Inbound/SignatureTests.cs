using System.Net;
using System.Text;

namespace Hivemind.FunctionalTests.Webhooks.Inbound;

[Parallelizable(ParallelScope.All)]
public sealed class SignatureTests
{
    [Test]
    public async Task A_right_signature_is_taken([Values("github", "jira", "slack", "sentry", "generic")] string provider)
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, provider);

        var answer = (await Inbox.Deliver(organisation, source, Samples.Of(provider), "d-1")).Expect(HttpStatusCode.Accepted).Json;

        var kept = (await organisation.Admin.Get($"webhooks/events/{answer.GetProperty("webhook_event_id").GetGuid()}")).Expect(HttpStatusCode.OK).Json;
        var recorded = (await organisation.Admin.Get($"events/{answer.GetProperty("event_id").GetGuid()}")).Expect(HttpStatusCode.OK).Json;
        var name = source.Json.GetProperty("name").GetString();
        Assert.That((kept.GetProperty("outcome").GetString(), kept.GetProperty("payload").ValueKind), Is.EqualTo(("queued", System.Text.Json.JsonValueKind.Object)));
        Assert.That(recorded.GetProperty("eventType").GetString(), Is.EqualTo($"custom.webhook.{name}"));
        Assert.That((answer.GetProperty("received").GetBoolean(), answer.GetProperty("source").GetString()), Is.EqualTo((true, name)));
    }

    [Test]
    public async Task A_wrong_a_missing_and_a_foreign_signature_are_refused_and_keep_no_payload([Values("github", "jira", "slack", "sentry", "generic")] string provider)
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, provider);

        (await Inbox.Deliver(organisation, source, Samples.Of(provider), "d-1", "another secret")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        (await Inbox.Deliver(organisation, source, Samples.Of(provider), "d-1", secret: null)).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        var headers = Inbox.Headers(provider, Samples.Of(provider) + " ", "d-1", Inbox.Secret, TimeProvider.System.GetUtcNow()).ToArray();
        (await Inbox.Send(organisation.Server, Inbox.IdOf(source), Samples.Of(provider), headers)).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");

        var events = (await organisation.Admin.Get($"webhooks/events?webhook_id={Inbox.IdOf(source)}")).Expect(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.That(events.EnumerateArray().Select(one => one.GetProperty("outcome").GetString()), Is.EqualTo(new[] { "rejected", "rejected", "rejected" }));
        Assert.That((await organisation.Admin.Get($"webhooks/events/{events[0].GetProperty("event_id").GetGuid()}")).Json.GetProperty("payload").GetRawText(), Is.EqualTo("null"));
        (await Inbox.Deliver(organisation, source, Samples.Of(provider), "d-1")).Expect(HttpStatusCode.Accepted);
    }

    [TestCase("slack")]
    [TestCase("generic")]
    public async Task A_signature_of_long_ago_is_refused(string provider)
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, provider);
        var body = Samples.Of(provider);

        (await Inbox.Deliver(organisation, source, body, "d-1", age: TimeSpan.FromMinutes(6))).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        (await Inbox.Deliver(organisation, source, body, "d-1", age: TimeSpan.FromMinutes(-6))).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        (await Inbox.Deliver(organisation, source, body, "d-1", age: TimeSpan.FromMinutes(4))).Expect(HttpStatusCode.Accepted);
    }

    [Test]
    public async Task A_repeat_leads_to_nothing([Values("github", "jira", "slack", "sentry", "generic")] string provider)
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, provider);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Inbox.Deliver(organisation, source, Samples.Of(provider), "d-1")));

        Assert.That(answers.Count(answer => answer.Status is HttpStatusCode.Accepted), Is.EqualTo(1), string.Join('\n', answers.Select(answer => answer.Text)));
        var repeat = answers.First(answer => answer.Status is not HttpStatusCode.Accepted).Expect(HttpStatusCode.OK);
        Assert.That(repeat.Json.GetProperty("reason").GetString(), Is.EqualTo("repeat"));
        var counted = (await organisation.Admin.Get($"webhooks/{Inbox.IdOf(source)}")).Json;
        Assert.That((counted.GetProperty("event_count").GetInt32(), counted.GetProperty("total_received").GetInt32()), Is.EqualTo((1, 6)));
    }

    [Test]
    public async Task A_huge_body_is_refused([Values("github", "jira", "slack", "sentry", "generic")] string provider)
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, provider);
        var huge = $$"""{ "text": "{{new string('x', 11 * 1024 * 1024)}}" }""";

        (await Inbox.Deliver(organisation, source, huge, "d-1")).Refused(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
    }

    [Test]
    public async Task A_standard_secret_signs_with_its_decoded_bytes()
    {
        var organisation = await Hive.NewOrganisation();
        var key = Encoding.UTF8.GetBytes("0123456789abcdef0123456789abcdef");
        var source = await Inbox.Source(organisation, "generic", secret: "whsec_" + Convert.ToBase64String(key));
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var signature = Domain.Webhooks.WebhookSignature.Sign("msg_9", now, Encoding.UTF8.GetBytes(Samples.Order), key);

        var answer = await Inbox.Send(organisation.Server, Inbox.IdOf(source), Samples.Order,
            ("webhook-id", "msg_9"), ("webhook-timestamp", $"{now}"), ("webhook-signature", $"v1,b3RoZXI= {signature}"));

        answer.Expect(HttpStatusCode.Accepted);
    }

    [Test]
    public async Task A_generic_source_takes_the_signature_of_github_too()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "generic");

        (await Inbox.Send(organisation.Server, Inbox.IdOf(source), Samples.Order, ("X-Hub-Signature-256", $"sha256={Inbox.Hex(Inbox.Secret, Samples.Order)}")))
            .Expect(HttpStatusCode.Accepted);
        (await Inbox.Send(organisation.Server, Inbox.IdOf(source), Samples.Order, ("X-Hub-Signature-256", $"sha256={Inbox.Hex("else", Samples.Order)}")))
            .Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
    }
}
