using Hivemind.FunctionalTests.Live;
using Hivemind.FunctionalTests.Serving;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
[CancelAfter(120_000)]
public sealed class PresenceCrashTests
{
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

        // The killed one lived by the real clock, which has gone on meanwhile.
        for (var end = TimeProvider.System.GetUtcNow().AddSeconds(90); time.GetUtcNow() < end;)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Eventually.Seen(() => IsFresh(other, bob, time), "the heartbeat of the process that lives");
        }

        var left = await watching.Next(token);
        Assert.That((left.Text("user_id"), left.Text("is_online")), Is.EqualTo(($"{ada.UserId()}", "False")));
        Assert.That(await Presence.IsOnline(organisation, bob), Is.True, "its own sockets are kept fresh");
        Assert.That(await Presence.Sockets(organisation, ada), Is.Zero);
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
        await Eventually.Seen(async () => expected.SetEquals(await Presence.Online(organisation.Admin)), "exactly those who have a socket left");
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

    private static Task<bool> IsFresh(TestServer server, Caller user, FakeTime time) =>
        server.Read<bool>(
            "select last_heartbeat_at > @Recently from user_connections where user_id = @Id",
            new { Id = user.UserId(), Recently = time.GetUtcNow() - TimeSpan.FromSeconds(21) });
}
