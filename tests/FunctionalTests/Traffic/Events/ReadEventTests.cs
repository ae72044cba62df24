using System.Net;
using System.Text.Json;
using Hivemind.Application.Traffic.Events;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.FunctionalTests.Traffic.Events;

[Parallelizable(ParallelScope.All)]
public sealed class ReadEventTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [TestCase("since=2026-01-02T05:00:00%2B14:00&until=2026-01-01T15:00:01Z", 1)]
    [TestCase("since=2026-01-02T05:00:01%2B14:00", 0)]
    [TestCase("since=2026-01-01T15:00&until=2026-01-01T15:01", 1)]
    [TestCase("since=2026-01-02&until=2026-01-03", 0)]
    public async Task Instants_may_have_any_offset_and_without_one_are_utc(string window, int found)
    {
        var organisation = await Hive.NewOrganisation();
        await organisation.Admin.Report("""{"eventType": "custom.a", "receivedAt": "2026-01-01T15:00:00Z"}""");

        Assert.That((await organisation.Admin.Get($"events?{window}")).Expect(HttpStatusCode.OK).Json.GetProperty("items").GetArrayLength(), Is.EqualTo(found));
    }

    [Test]
    public async Task A_list_pages_newest_first_and_loses_no_equal_times()
    {
        var organisation = await Hive.NewOrganisation();
        await organisation.Server.Record([.. Enumerable.Range(0, 25).Select(number => New(organisation) with { ReceivedAt = Noon.AddMinutes(number / 10), TextContent = $"{number}" })]);

        List<JsonElement> seen = [];
        var cursor = "";
        while (cursor is not null)
        {
            var page = (await organisation.Admin.Get($"events?limit=10{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}")).Expect(HttpStatusCode.OK).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("meta").GetProperty("cursor").GetString();
            Assert.That(page.GetProperty("meta").GetProperty("hasMore").GetBoolean(), Is.EqualTo(cursor is not null));
        }

        Assert.That(seen.Select(one => one.GetProperty("id").GetGuid()).Distinct().Count(), Is.EqualTo(25));
        Assert.That(seen.Select(one => one.GetProperty("receivedAt").GetDateTimeOffset()), Is.Ordered.Descending);
    }

    [TestCase("channel=slack,custom", "a,b,c")]
    [TestCase("channel=slack", "a")]
    [TestCase("eventType=custom.c,message.received", "a,c")]
    [TestCase("contentType=image", "b")]
    [TestCase("direction=outbound", "c")]
    [TestCase("status=failed", "")]
    [TestCase("since=2026-03-04T12:01:00Z", "b,c")]
    [TestCase("until=2026-03-04T12:01:00Z", "a")]
    [TestCase("search=BEE%20HIVE", "a")]
    [TestCase("search=100%25_sure", "c")]
    [TestCase("search=picture%20of", "b")]
    [TestCase("search=a_picture", "")]
    public async Task A_filter_lets_through_what_it_says(string filter, string expected)
    {
        var organisation = await Hive.NewOrganisation();
        await Seed(organisation);

        var found = (await organisation.Admin.Get($"events?{filter}")).Expect(HttpStatusCode.OK).Json.GetProperty("items");

        Assert.That(found.EnumerateArray().Select(one => one.GetProperty("chatId").GetString()).Order(), Is.EqualTo(expected.Split(',', StringSplitOptions.RemoveEmptyEntries)));
    }

    [TestCase("contentType=smell")]
    [TestCase("status=lost")]
    [TestCase("limit=0")]
    [TestCase("limit=101")]
    public async Task What_is_no_filter_is_refused(string filter)
    {
        var organisation = await Hive.NewOrganisation();

        (await organisation.Admin.Get($"events?{filter}")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task A_search_answers_in_the_shape_asked_for()
    {
        var organisation = await Hive.NewOrganisation();
        await Seed(organisation);

        var full = (await organisation.Admin.Post("events/search", """{"query": "bee"}""")).Expect(HttpStatusCode.OK).Json;
        var summary = (await organisation.Admin.Post("events/search", """{"query": "bee", "format": "summary"}""")).Expect(HttpStatusCode.OK).Json;
        var turns = (await organisation.Admin.Post("events/search", """{"filters": {"eventType": "message.received,custom.c"}, "format": "agent"}""")).Expect(HttpStatusCode.OK).Json;

        Assert.That(full.GetProperty("items")[0].GetProperty("textContent").GetString(), Has.Length.GreaterThan(200));
        Assert.That(summary.GetProperty("items")[0].EnumerateObject().Select(member => member.Name),
            Is.EqualTo(new[] { "id", "eventType", "channel", "instanceId", "direction", "contentType", "text", "receivedAt" }));
        Assert.That(summary.GetProperty("items")[0].GetProperty("text").GetString(), Has.Length.EqualTo(200));
        Assert.That(turns.GetProperty("items").EnumerateArray().Select(turn => turn.GetProperty("role").GetString()), Is.EqualTo(new[] { "assistant", "user" }));
        Assert.That(turns.GetProperty("items")[0].EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "role", "content", "timestamp" }));
    }

    [Test]
    public async Task A_timeline_follows_a_person_over_channels_oldest_first()
    {
        var organisation = await Hive.NewOrganisation();
        var person = Guid.CreateVersion7();
        await organisation.Server.Record(
            New(organisation) with { PersonId = person, Channel = "slack", ReceivedAt = Noon.AddMinutes(2) },
            New(organisation) with { PersonId = person, ReceivedAt = Noon },
            New(organisation) with { PersonId = Guid.CreateVersion7(), ReceivedAt = Noon },
            New(organisation) with { PersonId = person, Channel = "discord", ReceivedAt = Noon.AddMinutes(1) });

        var first = (await organisation.Admin.Get($"events/timeline/{person}?limit=2")).Expect(HttpStatusCode.OK).Json;
        var second = (await organisation.Admin.Get($"events/timeline/{person}?limit=2&cursor={first.GetProperty("meta").GetProperty("cursor").GetString()}")).Expect(HttpStatusCode.OK).Json;

        Assert.That(first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(one => one.GetProperty("channel").GetString()),
            Is.EqualTo(new[] { "custom", "discord", "slack" }));
        Assert.That((await (await Hive.NewOrganisation()).Admin.Get($"events/timeline/{person}")).Json.GetProperty("items").GetArrayLength(), Is.Zero);
    }

    private static Task<IReadOnlyList<Recorded>> Seed(Organisation organisation) => organisation.Server.Record(
        New(organisation) with { ChatId = "a", Channel = "slack", EventType = "message.received", ReceivedAt = Noon, TextContent = $"The bee hive hums. {new string('z', 300)}" },
        New(organisation) with { ChatId = "b", ContentType = ContentType.Image, ImageDescription = "A picture of flowers", ReceivedAt = Noon.AddMinutes(1) },
        New(organisation) with { ChatId = "c", EventType = "custom.c", Direction = EventDirection.Outbound, Transcription = "I am 100%_sure", ReceivedAt = Noon.AddMinutes(2) });

    private static NewEvent New(Organisation organisation) => new(organisation.Id, "custom.test", "custom");
}
