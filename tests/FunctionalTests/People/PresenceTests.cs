using System.Net;
using Hivemind.FunctionalTests.Live;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
[CancelAfter(120_000)]
public sealed class PresenceTests
{
    [Test]
    public async Task A_user_is_online_until_the_last_socket_closes(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var (ada, bob) = (await organisation.User(), await organisation.User());
        await using var watching = await Socket.Open(bob, token);
        await watching.Subscribe("presence", token);
        var before = (await ada.Get("users/me")).Expect(HttpStatusCode.OK).Json;

        await using var first = await Socket.Open(ada, token);
        var came = await watching.Next(token);
        await using var second = await Socket.Open(ada, token);
        await second.Ask(new { type = "ping" }, token);
        await first.Close(token);
        await Eventually.Seen(async () => await Presence.Sockets(organisation, ada) == 1, "the first one gone");

        Assert.That((came.Kind(), came.Text("user_id"), came.Text("is_online")), Is.EqualTo(("user_status_update", $"{ada.UserId()}", "True")));
        Assert.That(await Presence.IsOnline(organisation, ada), Is.True);
        Assert.That(await Presence.Online(bob), Is.EquivalentTo(new[] { ada.UserId(), bob.UserId() }));
        var during = (await ada.Get("users/me")).Json;
        Assert.That(during.GetProperty("row_version").GetInt32(), Is.EqualTo(before.GetProperty("row_version").GetInt32() + 1));

        second.Abort();
        var left = await watching.Next(token);
        Assert.That((left.Text("user_id"), left.Text("is_online"), left.Text("last_seen_at")), Is.EqualTo(($"{ada.UserId()}", "False", (await ada.Get("users/me")).Json.Text("last_seen_at"))));
        Assert.That(await Presence.Online(bob), Is.EqualTo(new[] { bob.UserId() }));
    }

    [Test]
    public async Task Who_is_online_is_shown_without_an_address(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var ada = await organisation.User();
        await using var socket = await Socket.Open(ada, token);
        await using var keys = await Socket.Open(organisation.Admin, token);
        await socket.Ask(new { type = "ping" }, token);
        await keys.Ask(new { type = "ping" }, token);

        var users = (await organisation.Admin.Get("users/online")).Expect(HttpStatusCode.OK);
        var status = (await organisation.Admin.Get("status")).Expect(HttpStatusCode.OK).Json;
        var live = (await ada.Get("dashboard/live-status")).Expect(HttpStatusCode.OK).Json;

        Assert.That(users.Json[0].EnumerateObject().Select(member => member.Name),
            Is.EqualTo(new[] { "id", "name", "role", "skills", "status", "is_online", "last_seen_at" }));
        Assert.That((status.Text("status"), status.Text("sessions"), status.Text("connections"), status.Text("queue_length")), Is.EqualTo(("online", "2", "2", "0")));
        Assert.That((live.Text("online_users_count"), live.Text("active_tasks_count"), live.Text("system_status")), Is.EqualTo(("1", "0", "operational")));
        (await organisation.Admin.Get("users/online?limit=0")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await organisation.Admin.Get("users/online?limit=101")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await (await Hive.Nobody()).Get("users/online")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
    }

    [Test]
    public async Task Nobody_sets_its_own_presence()
    {
        var organisation = await Hive.NewOrganisation();
        var ada = await organisation.User();

        var answer = await ada.Put("users/me", new { name = "Ada", skills = Array.Empty<string>(), status = "available", is_online = true });

        Assert.That(answer.Expect(HttpStatusCode.OK).Json.GetProperty("is_online").GetBoolean(), Is.False);
    }

    [Test]
    public async Task A_deactivated_users_sockets_are_closed_and_it_is_offline(CancellationToken token)
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), time: time);
        var organisation = await Hive.NewOrganisation(server);
        var ada = await organisation.User();
        await using var socket = await Socket.Open(ada, token);
        await socket.Ask(new { type = "ping" }, token);
        (await organisation.Admin.Patch($"users/{ada.UserId()}", new { is_active = false })).Expect(HttpStatusCode.OK);

        await Eventually.Seen(() => IsClosed(socket, time), "the socket closed at the next look, a second later");
        Assert.That(await socket.Ended(token), Is.EqualTo(4001));
        await Eventually.Seen(async () => !await Presence.IsOnline(organisation, ada), "ada offline");
    }

    // Less than the 35 s after which it would have been looked at anyway.
    private static Task<bool> IsClosed(Socket socket, FakeTime time)
    {
        time.Advance(TimeSpan.FromMilliseconds(20));
        return Task.FromResult(socket.CloseCode is not null);
    }
}
