using System.Net;
using Hivemind.FunctionalTests.Live;
using Hivemind.FunctionalTests.People;

namespace Hivemind.FunctionalTests.Scenarios;

[Parallelizable(ParallelScope.All), CancelAfter(60_000)]
public sealed class PresenceJourneyTests
{
    [Test]
    public async Task A_user_comes_stays_with_a_second_socket_and_goes(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        var ada = await organisation.User();
        Assert.That(await Seen(organisation, ada), Is.EqualTo((false, false, 0, 0)));

        await using var first = await Socket.Open(ada, token);
        await first.Ask(new { type = "ping" }, token);
        Assert.That(await Seen(organisation, ada), Is.EqualTo((true, true, 1, 1)));

        await using var second = await Socket.Open(ada, token);
        await second.Ask(new { type = "ping" }, token);
        await second.Close(token);
        await Eventually.Seen(async () => (await organisation.Admin.Get("status")).Json.GetProperty("connections").GetInt32() == 1, "one socket left");
        Assert.That(await Seen(organisation, ada), Is.EqualTo((true, true, 1, 1)));

        await first.Close(token);
        await Eventually.Seen(async () => await Seen(organisation, ada) == (false, false, 0, 0), "nobody online");
    }

    /// <summary>Online in the database, in the list, in the public summary and in that of the organisation.</summary>
    private static async Task<(bool Stored, bool Listed, int Everywhere, int Here)> Seen(Organisation organisation, Caller user)
    {
        var stored = await organisation.Server.Read<bool>("select is_online from users where id = @Id", new { Id = user.UserId() });
        var listed = (await organisation.Admin.Get("users/online")).Expect(HttpStatusCode.OK).Json.EnumerateArray().Any(one => one.GetProperty("id").GetGuid() == user.UserId());
        return (stored, listed, await Online(await Hive.Nobody(organisation.Server), ""), await Online(organisation.Admin, "?scope=org"));
    }

    private static async Task<int> Online(Caller caller, string query) =>
        (await caller.Get($"dashboard/summary{query}")).Expect(HttpStatusCode.OK).Json.GetProperty("online_users").GetInt32();
}
