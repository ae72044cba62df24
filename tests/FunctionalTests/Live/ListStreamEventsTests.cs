using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All)]
[CancelAfter(150_000)]
public sealed class ListStreamEventsTests
{
    [Test]
    public async Task Pages_show_what_the_stream_showed(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var (mine, other) = (await Hive.NewOrganisation(server), await Hive.NewOrganisation(server));
        await using var settled = await Watcher.Open(mine.Admin, "/api/v1/stream/events", null, token);
        for (var number = 0; number < 20; number++)
            await LiveRows.Write(server, number % 2 == 0 ? mine.Id : other.Id, number % 4 == 1, $"{number}", number % 5 == 0 ? "contributions" : "knowledge");

        await settled.Next(15, token);

        var pages = new List<JsonElement>();
        string? next = null;
        do
        {
            var page = (await mine.Admin.Get($"stream/events?limit=4{(next is null ? "" : $"&after={next}")}")).Expect(HttpStatusCode.OK).Json;
            pages.Add(page);
            next = page.GetProperty("next").GetString();
        }
        while (pages[^1].GetProperty("has_more").GetBoolean());

        var items = pages.SelectMany(page => page.GetProperty("items").EnumerateArray()).ToList();
        Assert.That(items.Select(Title), Is.EqualTo(Enumerable.Range(0, 20).Where(number => number % 2 == 0 || number % 4 == 1).Select(number => $"{number}")));
        Assert.That(pages[0].GetProperty("reset").ValueKind, Is.EqualTo(JsonValueKind.Null));

        await using var watcher = await Watcher.Open(mine.Admin, $"/api/v1/stream/events?after={items[0].GetProperty("id").GetString()}", null, token);
        var live = await watcher.Next(items.Count - 1, token);
        Assert.That(live.Select(message => message.Id), Is.EqualTo(items.Skip(1).Select(item => item.GetProperty("id").GetString())));
    }

    [Test]
    public async Task An_item_has_all_its_fields(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        await WriteSettled(organisation, "title", token);

        var item = (await organisation.Admin.Get("stream/events")).Json.GetProperty("items")[0];

        Assert.That(item.EnumerateObject().Select(field => field.Name), Is.EqualTo(new[] { "id", "topic", "name", "payload", "is_public", "created_at" }));
        Assert.That(item.GetProperty("payload").GetProperty("org_id").GetString(), Is.EqualTo(organisation.Id));
        Assert.That(item.GetProperty("created_at").GetString(), Does.EndWith("Z"));
    }

    [Test]
    public async Task Only_the_topics_asked_for_are_shown(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        await using var watcher = await Watcher.Open(organisation.Admin, "/api/v1/stream/events?topics=contributions", null, token);
        await LiveRows.Write(server, organisation.Id, false, "item");
        await LiveRows.Write(server, organisation.Id, false, "offered", "contributions");

        var live = await watcher.Next(token);
        var page = await organisation.Admin.Get("stream/events?topics=contributions");

        Assert.That(live.Title(), Is.EqualTo("offered"));
        Assert.That(page.Json.GetProperty("items").EnumerateArray().Select(Title), Is.EqualTo(new[] { "offered" }));
    }

    [TestCase("topics=weather")]
    [TestCase("topics=knowledge,weather")]
    [TestCase("limit=0")]
    [TestCase("limit=501")]
    public async Task What_cannot_be_meant_is_refused(string query)
    {
        var organisation = await Hive.NewOrganisation();

        (await organisation.Admin.Get($"stream/events?{query}")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task A_position_that_is_none_starts_at_the_oldest_row_and_says_so(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        await WriteSettled(organisation, "oldest", token);

        var page = (await organisation.Admin.Get("stream/events?after=nonsense")).Json;

        Assert.That(page.GetProperty("reset").GetString(), Is.EqualTo("invalid"));
        Assert.That(page.GetProperty("items").EnumerateArray().Select(Title), Is.EqualTo(new[] { "oldest" }));
    }

    // A reader sees a row when no older transaction of the whole server is open: what a stream has shown, a page shows too.
    private static async Task WriteSettled(Organisation organisation, string title, CancellationToken token)
    {
        await using var watcher = await Watcher.Open(organisation.Admin, "/api/v1/stream/events", null, token);
        await LiveRows.Write(organisation.Server, organisation.Id, false, title);
        await watcher.Next(token);
    }

    private static string? Title(JsonElement item) => item.GetProperty("payload").GetProperty("title").GetString();
}
