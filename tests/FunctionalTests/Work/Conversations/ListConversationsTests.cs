using System.Net;

namespace Hivemind.FunctionalTests.Work.Conversations;

[Parallelizable(ParallelScope.All)]
public sealed class ListConversationsTests
{
    [Test]
    public async Task The_list_shows_what_the_caller_may_read_last_changed_first()
    {
        var organisation = await Hive.NewOrganisation();
        var ada = await organisation.User();
        var bob = await organisation.User();
        var first = await Talk.Begin(ada, "First");
        var second = await Talk.Begin(bob, "Second");
        var direct = await Talk.Begin(ada, "Third", bob.ActorId);
        var hidden = await Talk.Begin(ada, "Hidden");
        (await ada.Patch($"conversations/{hidden}", new { is_archived = true })).Expect(HttpStatusCode.OK);
        await Talk.Say(bob, first, "Up again");

        Assert.That(await List(ada, ""), Is.EqualTo(new[] { first, direct, second }));
        Assert.That(await List(organisation.Admin, ""), Is.EqualTo(new[] { first, second }));
        Assert.That(await List(bob, "?kind=direct"), Is.EqualTo(new[] { direct }));
        Assert.That(await List(bob, $"?user_id={ada.ActorId["user:".Length..]}&include_archived=true"), Is.EquivalentTo(new[] { first, direct, hidden }));
        Assert.That(await List(bob, "?limit=1&offset=1"), Is.EqualTo(new[] { direct }));

        var page = (await ada.Get("conversations?limit=2")).Expect(HttpStatusCode.OK).Json;
        var cursor = page.GetProperty("next_cursor").GetString();
        Assert.That(page.GetProperty("total").GetInt32(), Is.EqualTo(3));
        Assert.That(await List(ada, $"?limit=2&cursor={cursor}"), Is.EqualTo(new[] { second }));
        (await bob.Get($"conversations?limit=2&cursor={cursor}")).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
        (await ada.Get($"conversations?offset=1&cursor={cursor}")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await ada.Get("conversations?limit=201")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await ada.Get("conversations?kind=secret")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    private static async Task<IReadOnlyList<Guid>> List(Caller caller, string query) =>
        [.. (await caller.Get($"conversations{query}")).Expect(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid())];
}
