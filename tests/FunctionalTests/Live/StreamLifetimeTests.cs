using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Dapper;

namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All)]
[CancelAfter(150_000)]
public sealed class StreamLifetimeTests
{
    private const string Feed = "/api/v1/stream/feed";

    [Test]
    public async Task A_silence_of_25_seconds_is_broken_by_a_ping_without_id(CancellationToken token)
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), time: time);
        var organisation = await Hive.NewOrganisation(server);
        await using var watcher = await Watcher.Open(organisation.Admin, Feed, null, token);
        await LiveRows.Write(server, organisation.Id, false, "row");
        await watcher.Next(token); // the stream is live now

        time.Advance(TimeSpan.FromSeconds(24));
        await LiveRows.Write(server, organisation.Id, false, "a row resets the silence");
        var row = await watcher.Next(token);
        time.Advance(TimeSpan.FromSeconds(24));
        time.Advance(TimeSpan.FromSeconds(2));
        var ping = await watcher.Next(token);

        Assert.That(row.Event, Is.EqualTo("private"));
        Assert.That((ping.Event, ping.Id), Is.EqualTo(("ping", (string?)null)));
        Assert.That(ping.Json.GetProperty("timestamp").GetDateTimeOffset(), Is.EqualTo(time.GetUtcNow()).Within(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task A_stream_ends_when_its_key_is_revoked_and_others_go_on(CancellationToken token)
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), time: time);
        var organisation = await Hive.NewOrganisation(server);
        var ada = await organisation.Agent("ada");
        await using var revoked = await Watcher.Open(ada, Feed, null, token);
        await using var valid = await Watcher.Open(organisation.Admin, Feed, null, token);
        await LiveRows.Write(server, organisation.Id, false, "row");
        await Task.WhenAll(revoked.Next(token), valid.Next(token));

        await using var connection = await server.Database.OpenConnectionAsync(token);
        await connection.ExecuteAsync("update api_keys set is_active = false where org_id = @Id and agent_id = 'ada'", new { organisation.Id });
        time.Advance(TimeSpan.FromSeconds(60));
        await revoked.Ended(token);

        await LiveRows.Write(server, organisation.Id, false, "still here");
        StreamMessage message;
        do
            message = await valid.Next(token);
        while (message.Event == "ping");
        Assert.That(message.Title(), Is.EqualTo("still here"));
    }

    [Test]
    public async Task A_stream_ends_when_policies_change_what_it_may_show(CancellationToken token)
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), time: time);
        var organisation = await Hive.NewOrganisation(server);
        var ada = await organisation.Agent("ada");
        await using var watcher = await Watcher.Open(ada, Feed, null, token);
        await LiveRows.Write(server, organisation.Id, false, "row");
        await watcher.Next(token);

        await using var connection = await server.Database.OpenConnectionAsync(token);
        await connection.ExecuteAsync(
            """
            insert into policies (id, org_id, agent_id, object, action, created_by, created_at)
            values (@Key, @Id, 'ada', 'category:general', 'none', 'test', now())
            """, new { Key = Guid.CreateVersion7(), organisation.Id });
        time.Advance(TimeSpan.FromSeconds(60));

        await watcher.Ended(token);
    }

    [Test]
    public async Task Open_streams_do_not_hold_up_the_end_of_a_server(CancellationToken token)
    {
        var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        var watchers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Watcher.Open(organisation.Admin, Feed, null, token)));
        var ends = Task.WhenAll(watchers.Select(watcher => watcher.Ended(token)));

        var start = Stopwatch.GetTimestamp();
        await server.DisposeAsync();
        await ends;

        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(2)));
        foreach (var watcher in watchers)
            await watcher.DisposeAsync();
    }

    [Test]
    public async Task A_client_that_does_not_read_is_cut_and_the_others_miss_nothing(CancellationToken token)
    {
        const int rows = 3000;
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        using var deaf = new TcpClient { ReceiveBufferSize = 4096 };
        await deaf.ConnectAsync(server.Address.Host, server.Address.Port, token);
        await deaf.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"GET {Feed}?token={organisation.Admin.Credential} HTTP/1.1\r\nHost: test\r\n\r\n"), token);
        var first = new byte[1];
        await deaf.GetStream().ReadExactlyAsync(first, token);
        await using var healthy = await Watcher.Open(organisation.Admin, Feed, null, token);

        await using var connection = await server.Database.OpenConnectionAsync(token);
        await connection.ExecuteAsync(
            """
            insert into stream_events (org_id, is_public, topic, name, payload, created_at)
            select @Id, false, 'knowledge', 'private', json_build_object('title', number::text, 'padding', repeat('x', 7500))::text, now()
            from generate_series(1, @rows) number
            """, new { organisation.Id, rows });
        await LiveRows.Ring(connection);

        var seen = await healthy.Next(rows, token);
        Assert.That(seen.Select(message => message.Title()), Is.EqualTo(Enumerable.Range(1, rows).Select(number => $"{number}")));
        Assert.That(await BytesUntilCut(deaf, token), Is.LessThan(rows * 7500L));
    }

    private static async Task<long> BytesUntilCut(TcpClient client, CancellationToken token)
    {
        var (total, buffer) = (0L, new byte[65536]);
        try
        {
            while (await client.GetStream().ReadAsync(buffer, token) is > 0 and var read)
                total += read;
        }
        catch (IOException)
        {
        }

        return total;
    }
}
