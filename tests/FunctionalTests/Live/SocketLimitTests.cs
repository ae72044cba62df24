using Dapper;

namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All)]
[CancelAfter(150_000)]
public sealed class SocketLimitTests
{
    [Test]
    public async Task A_principal_has_at_most_20_sockets(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var ada = await organisation.Agent("ada");
        var sockets = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Socket.Open(ada, token)));

        var closed = await Task.WhenAll(sockets.Select(async socket =>
        {
            await socket.SendText("""{"type":"ping"}""", token);
            return await socket.TryNext(token) is null ? socket.CloseCode : null;
        }));

        Assert.That(closed.Where(code => code is not null), Is.EqualTo(new int?[] { 4029, 4029, 4029, 4029 }));
        foreach (var socket in sockets)
            await socket.DisposeAsync();
    }

    [Test]
    public async Task A_socket_has_at_most_200_subscriptions(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        await using var connection = await organisation.Server.Database.OpenConnectionAsync(token);
        var tasks = await connection.QueryAsync<Guid>(
            """
            insert into tasks (id, org_id, kind, title, status, owner_type, owner_id, created_at, updated_at, input_message, source)
            select gen_random_uuid(), @Id, 'run', 'Run', 'running', 'agent', 'owner', now(), now(), 'Do it.', 'api'
            from generate_series(1, 201)
            returning id
            """, new { organisation.Id });
        await using var socket = await Socket.Open(organisation.Admin, token);

        foreach (var task in tasks)
            await socket.Send(new { type = "subscribe", channel = $"task:{task}" }, token);

        var answers = await socket.Next(201, token);
        Assert.That(answers[..200].Select(answer => answer.Kind()), Is.All.EqualTo("subscribed"));
        Assert.That((answers[200].Kind(), answers[200].Text("code")), Is.EqualTo(("error", "RATE_LIMITED")));
        await socket.Subscribe($"task:{tasks.First()}", token, after: 0); // one that it has begins anew
    }

    [Test]
    public async Task Too_long_messages_end_a_socket(CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        await using var socket = await Socket.Open(organisation.Admin, token);
        await socket.Send(new { type = "ping", @ref = new string('x', 65_000) }, token);
        await socket.Next(token);
        await socket.Send(new { type = "ping", @ref = new string('x', 66_000) }, token);

        Assert.That(await socket.Ended(token), Is.EqualTo(1009));
    }

    [Test]
    public async Task Sockets_end_with_1001_when_the_server_stops(CancellationToken token)
    {
        var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        await using var idle = await Socket.Open(organisation.Admin, token);
        await using var busy = await Socket.Open(organisation.Admin, token);
        await busy.Subscribe("knowledge", token);
        var ended = Task.WhenAll(idle.Ended(token), busy.Ended(token));

        await server.DisposeAsync();

        Assert.That(await ended, Is.All.EqualTo(1001));
    }
}
