using System.Net;
using System.Text.Json;
using Hivemind.FunctionalTests.Traffic.Processing;

namespace Hivemind.FunctionalTests.Traffic.DeadLetters;

[Parallelizable(ParallelScope.All), CancelAfter(90_000)]
public sealed class DeadLetterTests
{
    [Test]
    public async Task A_retry_that_goes_well_resolves_the_letter_and_completes_the_event()
    {
        var time = new FakeTime(Handling.Noon);
        await using var server = await Handling.Start(null, time, TestHandler.Failing("bad", times: 4));
        var organisation = await Hive.NewOrganisation(server);
        var id = await Fail(organisation, time);
        var letter = await server.LetterOf(id, "bad");

        var retried = (await organisation.Admin.Post($"dead-letters/{letter}/retry")).Expect(HttpStatusCode.OK).Json;

        Assert.That((Text(retried, "status"), Text(retried, "resolvedBy")), Is.EqualTo(("resolved", "manual-retry")));
        Assert.That(retried.GetProperty("manualRetryCount").GetInt32(), Is.EqualTo(1));
        Assert.That(await server.Read<string>("select status || coalesce(error_stage, '') from events where id = @id", new { id }), Is.EqualTo("completed"));
        (await organisation.Admin.Post($"dead-letters/{letter}/retry")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        var audit = (await organisation.Admin.Get($"audit-log?target_id={letter}")).Expect(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.That(Text(audit[0], "action"), Is.EqualTo("dead_letter.retried"));
    }

    [Test]
    public async Task The_event_is_completed_only_when_no_handler_is_left()
    {
        var time = new FakeTime(Handling.Noon);
        await using var server = await Handling.Start(null, time, TestHandler.Failing("one", times: 4), TestHandler.Failing("two", times: 4));
        var organisation = await Hive.NewOrganisation(server);
        var id = await Fail(organisation, time);

        (await organisation.Admin.Post($"dead-letters/{await server.LetterOf(id, "one")}/retry")).Expect(HttpStatusCode.OK);
        var between = await server.StatusOf(id);
        (await organisation.Admin.Post($"dead-letters/{await server.LetterOf(id, "two")}/retry")).Expect(HttpStatusCode.OK);

        Assert.That((between, await server.StatusOf(id)), Is.EqualTo(("failed", "completed")));
    }

    [Test]
    public async Task A_retry_that_fails_leaves_it_pending_and_after_five_by_hand_it_takes_force()
    {
        var time = new FakeTime(Handling.Noon);
        var bad = TestHandler.Failing("bad");
        await using var server = await Handling.Start(null, time, bad);
        var organisation = await Hive.NewOrganisation(server);
        var id = await Fail(organisation, time);
        var letter = await server.LetterOf(id, "bad");

        for (var i = 1; i <= 5; i++)
        {
            var again = (await organisation.Admin.Post($"dead-letters/{letter}/retry")).Expect(HttpStatusCode.OK).Json;
            Assert.That((Text(again, "status"), again.GetProperty("manualRetryCount").GetInt32()), Is.EqualTo(("pending", i)));
        }

        (await organisation.Admin.Post($"dead-letters/{letter}/retry")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await organisation.Admin.Post($"dead-letters/{letter}/retry", new { force = true })).Expect(HttpStatusCode.OK);
        Assert.That(bad.RunsOf(id), Is.EqualTo(4 + 6));
    }

    [Test]
    public async Task An_edited_payload_goes_to_the_handler_and_stays()
    {
        var time = new FakeTime(Handling.Noon);
        var picky = new TestHandler("picky", (e, _) =>
            e.RawPayload?.TryGetProperty("name", out var _) == true ? Task.CompletedTask : throw new FormatException("There is no name."));
        await using var server = await Handling.Start(null, time, picky);
        var organisation = await Hive.NewOrganisation(server);
        var good = await organisation.Trigger(payload: new { name = "Ada" });
        await server.UntilStatus(good, "completed");
        var letter = await server.LetterOf(await Fail(organisation, time, new { nam = "Bob" }), "picky");

        var lastGood = (await organisation.Admin.Get($"dead-letters/{letter}/last-good")).Expect(HttpStatusCode.OK).Json;
        var retried = (await organisation.Admin.Post($"dead-letters/{letter}/retry", new { payload = new { name = "Bob" } })).Expect(HttpStatusCode.OK).Json;

        Assert.That(lastGood.GetProperty("eventId").GetGuid(), Is.EqualTo(good));
        Assert.That(lastGood.GetProperty("payload").GetProperty("name").GetString(), Is.EqualTo("Ada"));
        Assert.That(Text(retried, "status"), Is.EqualTo("resolved"));
        Assert.That(retried.GetProperty("payload").GetProperty("nam").GetString(), Is.EqualTo("Bob"));
        Assert.That(retried.GetProperty("editedPayload").GetProperty("name").GetString(), Is.EqualTo("Bob"));
    }

    [Test]
    public async Task Automatic_retries_come_after_one_six_and_twenty_four_hours_and_then_only_people_retry()
    {
        var time = new FakeTime(Handling.Noon);
        var bad = TestHandler.Failing("bad");
        await using var server = await Handling.Start(null, time, bad);
        var organisation = await Hive.NewOrganisation(server);
        var id = await Fail(organisation, time);
        var letter = await server.LetterOf(id, "bad");

        time.Advance(TimeSpan.FromMinutes(76));
        await Eventually.Seen(async () => await Letter(organisation, letter) is var one && Text(one, "status") == "pending"
            && one.GetProperty("autoRetryCount").GetInt32() == 1, "the first automatic retry");
        foreach (var hours in new[] { 6, 24 })
        {
            var waiting = await Letter(organisation, letter);
            Assert.That(waiting.GetProperty("nextAutoRetryAt").GetDateTimeOffset() - waiting.GetProperty("lastRetryAt").GetDateTimeOffset(), Is.EqualTo(TimeSpan.FromHours(hours)));
            await server.Read<int>("update dead_letters set next_auto_retry_at = '2026-01-01'");
            (await organisation.Admin.Post("event-ops/scheduled")).Expect(HttpStatusCode.OK);
        }

        Assert.That((await Letter(organisation, letter)).GetProperty("nextAutoRetryAt").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(bad.RunsOf(id), Is.EqualTo(4 + 3));
    }

    [Test]
    public async Task The_maintenance_runs_what_is_due_now_and_says_what_came_of_it()
    {
        var time = new FakeTime(Handling.Noon);
        await using var server = await Handling.Start(null, time, TestHandler.Failing("bad", times: 4));
        var organisation = await Hive.NewOrganisation(server);
        var id = await Fail(organisation, time);
        await server.Read<int>("update dead_letters set next_auto_retry_at = '2026-01-01'");

        var result = (await organisation.Admin.Post("event-ops/scheduled")).Expect(HttpStatusCode.OK).Json;

        Assert.That(result.GetProperty("autoRetry").ToString(), Is.EqualTo("""{"processed":1,"succeeded":1,"failed":0}"""));
        Assert.That(Text(await Letter(organisation, await server.LetterOf(id, "bad")), "resolvedBy"), Is.EqualTo("auto-retry-1"));
        Assert.That(await server.StatusOf(id), Is.EqualTo("completed"));
    }

    [Test]
    public async Task What_is_resolved_or_abandoned_is_removed_after_thirty_days()
    {
        var time = new FakeTime(Handling.Noon);
        await using var server = await Handling.Start(null, time, TestHandler.Failing("bad"));
        var organisation = await Hive.NewOrganisation(server);
        Guid[] letters = [await Letters(organisation, time), await Letters(organisation, time), await Letters(organisation, time)];
        var resolved = (await organisation.Admin.Post($"dead-letters/{letters[0]}/resolve", new { note = "Sent by post." })).Expect(HttpStatusCode.OK).Json;
        var abandoned = (await organisation.Admin.Post($"dead-letters/{letters[1]}/abandon")).Expect(HttpStatusCode.OK).Json;

        await server.Read<int>("update dead_letters set closed_at = closed_at - interval '29 days 12 hours' where closed_at is not null");
        time.Advance(TimeSpan.FromHours(16));

        await Eventually.Seen(async () => await server.Read<long>("select count(*) from dead_letters") == 1, "the removal");
        Assert.That((Text(resolved, "status"), Text(resolved, "resolvedBy"), Text(abandoned, "status")), Is.EqualTo(("resolved", "Sent by post.", "abandoned")));
        Assert.That((await organisation.Admin.Get($"dead-letters/{letters[2]}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Stats(organisation)).GetProperty("total").GetInt64(), Is.EqualTo(1));
    }

    [Test]
    public async Task Lists_groups_and_figures_agree()
    {
        var time = new FakeTime(Handling.Noon);
        var bad = new TestHandler("bad", (e, _) => throw new InvalidOperationException(
            e.EventType == "custom.order" ? $"Order {e.Id} is unknown." : "The printer is on fire."));
        await using var server = await Handling.Start(null, time, bad);
        var organisation = await Hive.NewOrganisation(server);
        foreach (var type in new[] { "custom.order", "custom.order", "custom.order", "custom.print" })
            await Fail(organisation, time, type: type);
        var order = (await organisation.Admin.Get("dead-letters?eventType=custom.order&limit=1")).Expect(HttpStatusCode.OK).Json;
        (await organisation.Admin.Post($"dead-letters/{order.GetProperty("items")[0].GetProperty("id").GetGuid()}/abandon")).Expect(HttpStatusCode.OK);

        var groups = (await organisation.Admin.Get("dead-letters/groups")).Expect(HttpStatusCode.OK).Json.GetProperty("items");
        var next = (await organisation.Admin.Get($"dead-letters?eventType=custom.order&limit=100&cursor={Text(order.GetProperty("meta"), "cursor")}"));
        var rest = (await organisation.Admin.Get("dead-letters?status=pending,retrying")).Expect(HttpStatusCode.OK).Json.GetProperty("items");

        Assert.That(next.Expect(HttpStatusCode.OK).Json.GetProperty("items").GetArrayLength(), Is.EqualTo(2));
        Assert.That(rest.GetArrayLength(), Is.EqualTo(3));
        Assert.That(groups.GetArrayLength(), Is.EqualTo(2));
        Assert.That((groups[0].GetProperty("total").GetInt32(), groups[0].GetProperty("pending").GetInt32(), Text(groups[0], "eventType")), Is.EqualTo((3, 2, "custom.order")));
        Assert.That(groups[1].GetProperty("sampleError").GetString(), Is.EqualTo("The printer is on fire."));
        Assert.That((await Stats(organisation)).ToString(), Is.EqualTo(
            """{"total":4,"pending":3,"retrying":0,"resolved":0,"abandoned":1,"byEventType":{"custom.order":3,"custom.print":1}}"""));
        (await organisation.Admin.Get("dead-letters?status=lost")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task Only_admins_decide_and_see_the_stack()
    {
        var time = new FakeTime(Handling.Noon);
        await using var server = await Handling.Start(null, time, TestHandler.Failing("bad"));
        var organisation = await Hive.NewOrganisation(server);
        var member = await organisation.Agent("member");
        var letter = await Letters(organisation, time);

        var seen = (await member.Get($"dead-letters/{letter}")).Expect(HttpStatusCode.OK);

        Assert.That(seen.Json.GetProperty("stack").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(Text(await Letter(organisation, letter), "stack"), Does.Contain("InvalidOperationException"));
        Assert.That((await member.Get($"dead-letters/{letter}", ("If-None-Match", seen.Header("ETag")!))).Status, Is.EqualTo(HttpStatusCode.NotModified));
        (await member.Post($"dead-letters/{letter}/retry")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await organisation.Admin.Post($"dead-letters/{letter}/resolve", new { note = " " })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task The_links_of_an_event_lead_to_its_letter_and_to_the_event_that_tells_of_it()
    {
        var time = new FakeTime(Handling.Noon);
        await using var server = await Handling.Start(null, time, TestHandler.Failing("bad"));
        var organisation = await Hive.NewOrganisation(server);
        var id = await Fail(organisation, time);

        var links = (await organisation.Admin.Get($"events/{id}/links")).Expect(HttpStatusCode.OK).Json;
        var effects = links.GetProperty("effects").EnumerateArray().ToDictionary(link => Text(link, "kind"), link => link.GetProperty("id").GetGuid());
        var back = (await organisation.Admin.Get($"events/{effects["event"]}/links")).Expect(HttpStatusCode.OK).Json.GetProperty("causes")[0];

        Assert.That(effects["dead_letter"], Is.EqualTo(await server.LetterOf(id, "bad")));
        Assert.That(back.GetProperty("id").GetGuid(), Is.EqualTo(id));
    }

    private static async Task<Guid> Fail(Organisation organisation, FakeTime time, object? payload = null, string type = "custom.test")
    {
        var id = await organisation.Trigger(type, payload);
        await organisation.Server.UntilFailed(time, id);
        return id;
    }

    private static async Task<Guid> Letters(Organisation organisation, FakeTime time) =>
        await organisation.Server.LetterOf(await Fail(organisation, time), "bad");

    private static async Task<JsonElement> Letter(Organisation organisation, Guid id) =>
        (await organisation.Admin.Get($"dead-letters/{id}")).Expect(HttpStatusCode.OK).Json;

    private static async Task<JsonElement> Stats(Organisation organisation) =>
        (await organisation.Admin.Get("dead-letters/stats")).Expect(HttpStatusCode.OK).Json;

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString() ?? "";
}
