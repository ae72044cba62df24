using System.Net;

namespace Hivemind.FunctionalTests.Webhooks.Inbound;

[Parallelizable(ParallelScope.All)]
public sealed class ReceiveTests
{
    [Test]
    public async Task An_address_that_is_unknown_or_closed_answers_404_and_makes_nothing()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "generic", new { enabled = false });

        (await Inbox.Deliver(organisation, source, Samples.Order)).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await Inbox.Send(organisation.Server, Guid.CreateVersion7(), Samples.Order)).Refused(HttpStatusCode.NotFound, "NOT_FOUND");

        Assert.That((await organisation.Admin.Get("webhooks/events")).Json.GetProperty("total").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task Expected_headers_must_be_there()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "generic", """{"expected_headers": {"X-Team": "blue", "X-Trace": null}}""", secret: null);
        var id = Inbox.IdOf(source);

        (await Inbox.Send(organisation.Server, id, Samples.Order)).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        (await Inbox.Send(organisation.Server, id, Samples.Order, ("x-team", "red"), ("x-trace", "1"))).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        (await Inbox.Send(organisation.Server, id, Samples.Order, ("x-team", "blue"), ("x-trace", "1"))).Expect(HttpStatusCode.Accepted);
    }

    [TestCase("{")]
    [TestCase("text")]
    [TestCase("{\"a\": \"\\u0000\"}")]
    [TestCase("{\"a\": \"\\ud800\"}")]
    [TestCase("{\"\\u0000\": 1}")]
    public async Task A_body_that_is_no_json_is_refused_and_counted(string body)
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "generic", secret: null);

        (await Inbox.Send(organisation.Server, Inbox.IdOf(source), body)).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");

        var counted = (await organisation.Admin.Get($"webhooks/{Inbox.IdOf(source)}")).Json;
        Assert.That((counted.GetProperty("event_count").GetInt32(), counted.GetProperty("total_received").GetInt32()), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task An_empty_body_is_taken()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "generic", secret: null);

        var answer = (await Inbox.Send(organisation.Server, Inbox.IdOf(source), "")).Expect(HttpStatusCode.Accepted).Json;

        var kept = (await organisation.Admin.Get($"webhooks/events/{answer.GetProperty("webhook_event_id").GetGuid()}")).Json;
        Assert.That(kept.GetProperty("payload").GetRawText(), Is.EqualTo("{}"));
    }

    [Test]
    public async Task What_came_is_kept_as_a_payload_of_its_event_without_secrets()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "generic", secret: null);

        var accepted = (await Inbox.Send(organisation.Server, Inbox.IdOf(source), """{"order": 1, "api_key": "sk_live_abcdefghijkl1234"}""")).Expect(HttpStatusCode.Accepted).Json;

        var kept = (await organisation.Admin.Get($"events/{accepted.GetProperty("event_id").GetGuid()}/payloads/webhook_raw")).Expect(HttpStatusCode.OK);
        Assert.That(kept.Json.GetProperty("payload").GetProperty("order").GetInt32(), Is.EqualTo(1));
        Assert.That(kept.Text, Does.Not.Contain("sk_live"));
    }

    [Test]
    public async Task A_label_is_cut_between_characters()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "generic", secret: null);
        var label = new string('x', 199) + "🐝🐝";

        var accepted = (await Inbox.Send(organisation.Server, Inbox.IdOf(source), $$"""{"type": "{{label}}"}""")).Expect(HttpStatusCode.Accepted).Json;

        Assert.That(accepted.GetProperty("event_type").GetString(), Is.EqualTo(new string('x', 199) + "🐝"));
    }

    [Test]
    public async Task The_handshake_of_slack_hears_its_challenge()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "slack");

        var answer = (await Inbox.Deliver(organisation, source, Samples.SlackHandshake)).Expect(HttpStatusCode.OK).Json;

        Assert.That(answer.GetProperty("challenge").GetString(), Does.StartWith("3eZbrw1a"));
        Assert.That((await organisation.Admin.Get("webhooks/events?outcome=received")).Json.GetProperty("total").GetInt32(), Is.EqualTo(1));
        Assert.That((await organisation.Admin.Get($"webhooks/{Inbox.IdOf(source)}")).Json.GetProperty("event_count").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task The_same_of_one_jira_issue_within_a_minute_is_an_echo()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "jira");

        (await Inbox.Deliver(organisation, source, Samples.JiraComment("first"), "d-1")).Expect(HttpStatusCode.Accepted);
        var echo = (await Inbox.Deliver(organisation, source, Samples.JiraComment("second"), "d-2")).Expect(HttpStatusCode.OK).Json;
        (await Inbox.Deliver(organisation, source, Samples.JiraComment("elsewhere", "OPS-43"), "d-3")).Expect(HttpStatusCode.Accepted);

        Assert.That(echo.GetProperty("reason").GetString(), Is.EqualTo("echo"));
    }

    [Test]
    public async Task The_own_words_of_a_run_lead_to_nothing()
    {
        var organisation = await Hive.NewOrganisation();
        var worker = await organisation.Agent("worker");
        var source = await Inbox.Source(organisation, "github");
        (await organisation.Admin.Post("tasks", new { inputMessage = "Answer the issue" })).Expect(HttpStatusCode.Created);
        var run = (await worker.Post("tasks/claim-next", new { })).Expect(HttpStatusCode.OK).Id;
        (await worker.Patch($"tasks/{run}", new { external_refs = new[] { "1001" } })).Expect(HttpStatusCode.OK);

        var own = (await Inbox.Deliver(organisation, source, Samples.GithubComment("Done, see above", 1001))).Expect(HttpStatusCode.OK).Json;
        (await Inbox.Deliver(organisation, source, Samples.GithubComment("Thank you", 1002))).Expect(HttpStatusCode.Accepted);

        Assert.That(own.GetProperty("reason").GetString(), Is.EqualTo("own_words"));
    }

    [Test]
    public async Task An_accepted_delivery_can_be_replayed_and_others_cannot()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "github");
        var accepted = (await Inbox.Deliver(organisation, source, Samples.GithubComment("Hello"), "d-1")).Expect(HttpStatusCode.Accepted).Json;
        await Inbox.Deliver(organisation, source, Samples.GithubComment("Hello"), "d-1", "wrong secret");
        var rejected = (await organisation.Admin.Get("webhooks/events?outcome=rejected")).Json.GetProperty("items")[0].GetProperty("event_id").GetGuid();

        var again = (await organisation.Admin.Post($"webhooks/events/{accepted.GetProperty("webhook_event_id").GetGuid()}/replay")).Expect(HttpStatusCode.Accepted).Json;

        Assert.That(again.GetProperty("event_id").GetGuid(), Is.Not.EqualTo(accepted.GetProperty("event_id").GetGuid()));
        (await organisation.Admin.Post($"webhooks/events/{rejected}/replay")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
    }
}
