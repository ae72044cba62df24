using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Traffic.Events;

[Parallelizable(ParallelScope.All)]
public sealed class IngestTests
{
    [Test]
    public async Task An_event_is_answered_as_it_is_read()
    {
        var organisation = await Hive.NewOrganisation();
        var instance = await organisation.NewInstance();

        var created = await organisation.Admin.Report(
            $$$"""
            {"eventType": "message.received", "instanceId": "{{{instance}}}", "externalId": "m-1", "contentType": "text", "textContent": "Grüße 🐝", "chatId": "c-1",
             "personId": "{{{Guid.CreateVersion7()}}}", "receivedAt": "2026-01-02T03:04:05.1234567Z", "rawPayload": {"a": [1, "b", null]}, "metadata": "plain",
             "id": "{{{Guid.CreateVersion7()}}}", "status": "completed", "causationDepth": 7}
            """);
        var read = (await organisation.Admin.Get($"events/{created.Id}")).Expect(HttpStatusCode.OK);

        // Meanwhile a worker may have taken it up.
        string[] moving = ["status", "processedAt", "processingTimeMs", "totalLatencyMs"];
        Assert.That(read.Json.EnumerateObject().Where(member => !moving.Contains(member.Name)).Select(member => member.ToString()),
            Is.EqualTo(created.Json.EnumerateObject().Where(member => !moving.Contains(member.Name)).Select(member => member.ToString())));
        Assert.That((created.Json.GetProperty("channel").GetString(), created.Json.GetProperty("status").GetString(), created.Json.GetProperty("causationDepth").GetInt32()), Is.EqualTo(("slack", "received", 0)));
        Assert.That(read.Json.GetProperty("receivedAt").GetString(), Is.EqualTo("2026-01-02T03:04:05.123456Z"));
        Assert.That(read.Json.EnumerateObject().Select(member => member.Name), Is.SupersetOf(new[] { "id", "instanceId", "eventType", "receivedAt" }));
    }

    [Test, CancelAfter(150_000)]
    public async Task The_same_event_reported_by_many_at_once_is_recorded_once()
    {
        var organisation = await Hive.NewOrganisation();
        var instance = await organisation.NewInstance();
        var body = $$"""{"eventType": "message.received", "instanceId": "{{instance}}", "externalId": "m-1", "textContent": "hello"}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => organisation.Admin.Post("events", body)));

        Assert.That(answers.Count(answer => answer.Status is HttpStatusCode.Created), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.Status is HttpStatusCode.OK), Is.EqualTo(19));
        Assert.That(answers.Select(answer => answer.Id).Distinct().Count(), Is.EqualTo(1));
        Assert.That((await organisation.Admin.Post("events", body)).Expect(HttpStatusCode.OK).Json.GetProperty("textContent").GetString(), Is.EqualTo("hello"));
    }

    [Test, CancelAfter(150_000)]
    public async Task Gathered_events_are_answered_each_with_its_own()
    {
        var organisation = await Hive.NewOrganisation();
        var stranger = await Hive.NewOrganisation();
        var foreign = await stranger.NewInstance();

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => (number % 3 == 2 ? stranger : organisation).Admin.Post("events", number % 10 == 0
            ? $$"""{"eventType": "custom.n{{number}}", "instanceId": "{{Guid.CreateVersion7()}}"}"""
            : $$"""{"eventType": "custom.n{{number}}", "textContent": "{{number}}"}""")));
        var trespass = await organisation.Admin.Post("events", $$"""{"eventType": "custom.x", "instanceId": "{{foreign}}"}""");

        for (var number = 0; number < answers.Length; number++)
        {
            if (number % 10 == 0)
                answers[number].Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
            else
                Assert.That(answers[number].Expect(HttpStatusCode.Created).Json.GetProperty("textContent").GetString(), Is.EqualTo($"{number}"));
        }

        trespass.Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [TestCase("""{"eventType": "message.invented"}""", "eventType")]
    [TestCase("""{"eventType": "system.dead_letter"}""", "eventType")]
    [TestCase("""{"eventType": "custom."}""", "eventType")]
    [TestCase("""{"eventType": "custom.0123456789012345678901234567890123456789012345"}""", "eventType")]
    [TestCase("""{"eventType": "custom.x", "channel": "system"}""", "channel")]
    [TestCase("""{"eventType": "custom.x", "mediaSizeBytes": -1}""", "mediaSizeBytes")]
    [TestCase("""{"eventType": "custom.x", "instanceId": "0199e5a5-0000-7000-8000-000000000000"}""", "instanceId")]
    public async Task What_an_event_cannot_be_is_refused_by_field(string body, string field)
    {
        var organisation = await Hive.NewOrganisation();

        var answer = await organisation.Admin.Post("events", body);

        answer.Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.That(answer.Json.GetProperty("errors").TryGetProperty(field, out _), Is.True, answer.Text);
    }

    [Test]
    public async Task A_batch_says_what_became_of_each()
    {
        var organisation = await Hive.NewOrganisation();
        var known = await organisation.Admin.Report("""{"eventType": "custom.a", "externalId": "known"}""");

        var answer = (await organisation.Admin.Post("events/batch",
            """
            {"events": [{"eventType": "custom.a"}, {"eventType": "custom.a", "externalId": "known"}, {"eventType": "nonsense"},
                        {"eventType": "custom.a", "externalId": "twice"}, {"eventType": "custom.a", "externalId": "twice"}]}
            """)).Expect(HttpStatusCode.OK).Json;

        var items = answer.GetProperty("items").EnumerateArray().ToList();
        Assert.That(items.Select(item => (item.GetProperty("index").GetInt32(), item.GetProperty("status").GetString())),
            Is.EqualTo(new[] { (0, "created"), (1, "duplicate"), (2, "refused"), (3, "created"), (4, "duplicate") }));
        Assert.That(items[1].GetProperty("id").GetGuid(), Is.EqualTo(known.Id));
        Assert.That(items[4].GetProperty("id").GetGuid(), Is.EqualTo(items[3].GetProperty("id").GetGuid()));
        Assert.That((items[2].GetProperty("code").GetString(), items[2].GetProperty("id").ValueKind), Is.EqualTo(("VALIDATION_ERROR", JsonValueKind.Null)));
        Assert.That((answer.GetProperty("created").GetInt32(), answer.GetProperty("duplicates").GetInt32(), answer.GetProperty("refused").GetInt32()), Is.EqualTo((2, 2, 1)));
    }

    [Test]
    public async Task A_thousand_events_go_in_one_batch_and_no_more()
    {
        var organisation = await Hive.NewOrganisation();
        static string Batch(int count) => $$"""{"events": [{{string.Join(',', Enumerable.Repeat("""{"eventType": "custom.a", "rawPayload": {"n": 1}}""", count))}}]}""";

        var full = (await organisation.Admin.Post("events/batch", Batch(1000), ("Idempotency-Key", "full"))).Expect(HttpStatusCode.OK);
        var again = (await organisation.Admin.Post("events/batch", Batch(1000), ("Idempotency-Key", "full"))).Expect(HttpStatusCode.OK);
        var over = await organisation.Admin.Post("events/batch", Batch(1001));
        var none = await organisation.Admin.Post("events/batch", Batch(0));

        Assert.That(full.Json.GetProperty("created").GetInt32(), Is.EqualTo(1000));
        Assert.That(again.Header("Idempotency-Replayed"), Is.EqualTo("true"));
        over.Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        none.Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.That((await organisation.Admin.Get("event-ops/metrics")).Expect(HttpStatusCode.OK).Json.GetProperty("totalEvents").GetInt32(), Is.EqualTo(1000));
    }

    [Test]
    public async Task An_idempotency_key_repeats_the_first_answer()
    {
        var organisation = await Hive.NewOrganisation();

        var first = await organisation.Admin.Post("events", """{"eventType": "custom.a"}""", ("Idempotency-Key", "k"));
        var second = await organisation.Admin.Post("events", """{"eventType": "custom.a"}""", ("Idempotency-Key", "k"));

        Assert.That(second.Expect(HttpStatusCode.Created).Text, Is.EqualTo(first.Expect(HttpStatusCode.Created).Text));
    }

    [Test]
    public async Task A_trigger_takes_only_custom_types()
    {
        var organisation = await Hive.NewOrganisation();

        var triggered = (await organisation.Admin.Post("events/trigger", """{"eventType": "custom.deploy", "payload": {"to": "prod"}, "correlationId": "d-1"}""")).Expect(HttpStatusCode.Created).Json;
        var refused = await organisation.Admin.Post("events/trigger", """{"eventType": "message.received", "payload": {}}""");

        Assert.That((triggered.GetProperty("channel").GetString(), triggered.GetProperty("rawPayload").GetProperty("to").GetString(), triggered.GetProperty("correlationId").GetString()),
            Is.EqualTo(("custom", "prod", "d-1")));
        refused.Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }
}
