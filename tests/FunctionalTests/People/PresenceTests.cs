using System.Net;
using Hivemind.FunctionalTests.Live;
using Hivemind.FunctionalTests.Serving;

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
        await Eventually.Seen(async () => await Sockets(organisation, ada) == 1, "the first one gone");

        Assert.That((came.Kind(), came.Text("user_id"), came.Text("is_online")), Is.EqualTo(("user_status_update", $"{ada.UserId()}", "True")));
        Assert.That(await IsOnline(organisation, ada), Is.True);
        Assert.That(await Online(bob), Is.EquivalentTo(new[] { ada.UserId(), bob.UserId() }));
        var during = (await ada.Get("users/me")).Json;
        Assert.That(during.GetProperty("row_version").GetInt32(), Is.EqualTo(before.GetProperty("row_version").GetInt32() + 1));

        second.Abort();
        var left = await watching.Next(token);
        Assert.That((left.Text("user_id"), left.Text("is_online"), left.Text("last_seen_at")), Is.EqualTo(($"{ada.UserId()}", "False", (await ada.Get("users/me")).Json.Text("last_seen_at"))));
        Assert.That(await Online(bob), Is.EqualTo(new[] { bob.UserId() }));
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
        await Eventually.Seen(async () => !await IsOnline(organisation, ada), "ada offline");
    }

    [Test, Category("Slow")]
    public async Task Whoever_was_on_a_process_that_was_killed_is_offline_when_the_others_notice(CancellationToken token)
    {
        var database = await TestApp.CloneDatabase();
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var other = await TestServer.Start(database, time: time);
        var organisation = await Hive.NewOrganisation(other);
        var (ada, bob) = (await organisation.User(), await organisation.User());
        await using var watching = await Socket.Open(bob, token);
        await watching.Subscribe("presence", token);
        await using var killed = await ServerProcess.Start("/tmp", token, new() { ["ConnectionStrings:Hivemind"] = database });
        await using var socket = await Socket.Open(ada.At(killed.Server), token);
        var came = await watching.Next(token);
        Assert.That((came.Text("user_id"), came.Text("is_online")), Is.EqualTo(($"{ada.UserId()}", "True")));
        await killed.Kill(token);

        for (var second = 0; second < 90; second += 10)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Eventually.Seen(() => IsFresh(other, bob, time), "the heartbeat of the process that lives");
        }

        var left = await watching.Next(token);
        Assert.That((left.Text("user_id"), left.Text("is_online")), Is.EqualTo(($"{ada.UserId()}", "False")));
        Assert.That(await IsOnline(organisation, bob), Is.True, "its own sockets are kept fresh");
        Assert.That(await Sockets(organisation, ada), Is.Zero);
    }

    [Test, Category("Slow")]
    public async Task After_500_comings_and_goings_over_two_servers_exactly_the_right_ones_are_online(CancellationToken token)
    {
        var database = await TestApp.CloneDatabase();
        await using var one = await TestServer.Start(database);
        await using var two = await TestServer.Start(database);
        var organisation = await Hive.NewOrganisation(one);
        var users = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => organisation.User()));

        var kept = await Task.WhenAll(users.Select((user, number) => ComeAndGo(user, number, one, two, token)));

        var expected = users.Where((_, number) => kept[number].Count > 0).Select(user => user.UserId()).ToHashSet();
        await Eventually.Seen(async () => expected.SetEquals(await Online(organisation.Admin)), "exactly those who have a socket left");
        Assert.That(await one.Read<long>("select count(*) from user_connections"), Is.EqualTo(kept.Sum(sockets => sockets.Count)));
        foreach (var socket in kept.SelectMany(sockets => sockets))
            await socket.DisposeAsync();
    }

    // 25 random steps: opens at one of the servers, or closes one of the open ones in order or by force.
    private static async Task<List<Socket>> ComeAndGo(Caller user, int seed, TestServer one, TestServer two, CancellationToken token)
    {
        var (random, open) = (new Random(seed), new List<Socket>());
        for (var step = 0; step < 25; step++)
        {
            if (open.Count == 0 || random.Next(2) == 0)
            {
                var socket = await Socket.Open(user.At(random.Next(2) == 0 ? one : two), token);
                if (random.Next(2) == 0)
                    await socket.Ask(new { type = "ping" }, token);

                open.Add(socket);
                continue;
            }

            var gone = open[random.Next(open.Count)];
            open.Remove(gone);
            if (random.Next(2) == 0)
                await gone.Close(token);

            await gone.DisposeAsync();
        }

        // Some leave altogether.
        if (random.Next(2) == 0)
        {
            foreach (var socket in open)
                await socket.DisposeAsync();

            open.Clear();
        }

        foreach (var socket in open)
            await socket.Ask(new { type = "ping" }, token);

        return open;
    }

    // Less than the 35 s after which it would have been looked at anyway.
    private static Task<bool> IsClosed(Socket socket, FakeTime time)
    {
        time.Advance(TimeSpan.FromMilliseconds(20));
        return Task.FromResult(socket.CloseCode is not null);
    }

    private static Task<bool> IsFresh(TestServer server, Caller user, FakeTime time) =>
        server.Read<bool>(
            "select last_heartbeat_at > @Recently from user_connections where user_id = @Id",
            new { Id = user.UserId(), Recently = time.GetUtcNow() - TimeSpan.FromSeconds(21) });

    private static Task<bool> IsOnline(Organisation organisation, Caller user) =>
        organisation.Server.Read<bool>("select is_online from users where id = @Id", new { Id = user.UserId() });

    private static Task<long> Sockets(Organisation organisation, Caller user) =>
        organisation.Server.Read<long>("select count(*) from user_connections where user_id = @Id", new { Id = user.UserId() });

    private static async Task<IEnumerable<Guid>> Online(Caller caller) =>
        (await caller.Get("users/online")).Expect(HttpStatusCode.OK).Json.EnumerateArray().Select(user => user.GetProperty("id").GetGuid()).Order();
}
