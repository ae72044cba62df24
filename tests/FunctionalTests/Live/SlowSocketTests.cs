using Dapper;
using Hivemind.FunctionalTests.People;

namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All)]
[CancelAfter(150_000)]
public sealed class SlowSocketTests
{
    private const int Rows = 3000;

    [Test]
    public async Task A_socket_that_does_not_read_is_let_go_and_the_others_miss_nothing(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        using var deaf = await RawSocket.Subscribe(server, organisation.Admin.Credential, "instances", token);
        await using var healthy = await Socket.Open(organisation.Admin, token);
        await healthy.Subscribe("instances", token);

        await WriteMany(organisation, token);

        Assert.That((await healthy.Next(Rows, token)).Select(message => message.Text("title")), Is.EqualTo(Enumerable.Range(1, Rows).Select(number => $"{number}")));
        Assert.That((await deaf.ReadToEnd(token)).Count, Is.LessThan(Rows * 7500L));
    }

    [Test]
    public async Task A_slow_socket_that_reads_on_hears_4008_and_resumes(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        await using var before = await Socket.Open(organisation.Admin, token);
        var start = (await before.Subscribe("instances", token)).Text("position");
        using var slow = await RawSocket.Subscribe(server, organisation.Admin.Credential, "instances", token);

        await WriteMany(organisation, token);
        await Eventually.Seen(() => HasDropped(server), "a subscriber that was let go");
        var (count, last) = await slow.ReadToEnd(token);

        Assert.That(last[^4..], Is.EqualTo(new byte[] { 0x88, 2, 4008 >> 8, 4008 & 0xff }), "the last frame closes with 4008");
        Assert.That(count, Is.LessThan(Rows * 7500L), "what waited for it is let go");
        await using var again = await Socket.Open(organisation.Admin, token);
        await again.Subscribe("instances", token, start);
        Assert.That((await again.Next(Rows, token)).Select(message => message.Text("title")), Is.EqualTo(Enumerable.Range(1, Rows).Select(number => $"{number}")));
    }

    [Test]
    public async Task A_socket_that_answers_no_ping_is_dropped_and_its_user_offline(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new() { ["Stream:PingSeconds"] = "1" });
        var organisation = await Hive.NewOrganisation(server);
        var (ada, bob) = (await organisation.User(), await organisation.User());
        await using var watching = await Socket.Open(bob, token);
        await watching.Subscribe("presence", token);
        using var silent = await RawSocket.Subscribe(server, ada.Credential, "instances", token);
        Assert.That((await watching.Next(token)).Text("is_online"), Is.EqualTo("True"));

        var (_, last) = await silent.ReadToEnd(token);

        Assert.That(last, Does.Contain((byte)0x89), "it was pinged");
        var left = await watching.Next(token);
        Assert.That((left.Text("user_id"), left.Text("is_online")), Is.EqualTo(($"{ada.UserId()}", "False")));
        Assert.That((await watching.Ask(new { type = "ping" }, token)).Kind(), Is.EqualTo("pong"), "who answers pings stays");
    }

    private static async Task WriteMany(Organisation organisation, CancellationToken token)
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync(token);
        await connection.ExecuteAsync(
            """
            insert into stream_events (org_id, is_public, topic, name, payload, created_at)
            select @Id, false, 'instances', 'instance.status', json_build_object('title', number::text, 'padding', repeat('x', 7500))::text, now()
            from generate_series(1, @Rows) number
            """, new { organisation.Id, Rows });
        await LiveRows.Ring(connection);
    }

    private static async Task<bool> HasDropped(TestServer server)
    {
        var metrics = await server.Http.GetStringAsync("/metrics");
        return metrics.Split('\n').Any(line => line.StartsWith("hivemind_stream_dropped_total", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal));
    }
}
