using Hivemind.Application.Common;
using Hivemind.Application.People.Presence;
using Hivemind.FunctionalTests.Live;
using Hivemind.Infrastructure.People.Presence;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
[CancelAfter(120_000)]
public sealed class PresenceRefreshTests
{
    [Test]
    public async Task Sockets_that_were_swept_while_their_process_was_silent_are_entered_again(CancellationToken token)
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), time: time);
        var organisation = await Hive.NewOrganisation(server);
        var (ada, bob) = (await organisation.User(), await organisation.User());
        await using var watching = await Socket.Open(bob, token);
        await watching.Subscribe("presence", token);
        await using var socket = await Socket.Open(ada, token);
        await watching.Next(token);

        await server.Read<int>(
            "with silent as (update user_connections set last_heartbeat_at = @Then returning id) select count(*)::int from silent",
            new { Then = time.GetUtcNow().AddSeconds(-61) });
        await Send(server, new SweepConnections(), token);
        var swept = await watching.Next(2, token);
        time.Advance(TimeSpan.FromSeconds(20));
        var entered = await watching.Next(2, token);

        Guid[] both = [ada.UserId(), bob.UserId()];
        Assert.That(swept.Select(message => (message.GetProperty("user_id").GetGuid(), message.Text("is_online"))), Is.EquivalentTo(both.Select(id => (id, "False"))));
        Assert.That(entered.Select(message => (message.GetProperty("user_id").GetGuid(), message.Text("is_online"))), Is.EquivalentTo(both.Select(id => (id, "True"))));
        Assert.That(await Presence.Sockets(organisation, ada), Is.EqualTo(1));
        Assert.That(await Presence.Online(organisation.Admin), Is.EquivalentTo(both));
    }

    [Test]
    public async Task A_socket_that_closes_while_it_is_entered_again_leaves_nothing_behind(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), services: services => services.AddScoped<IConnectionRepository>(provider =>
            new ClosingMeanwhile(ActivatorUtilities.CreateInstance<ConnectionRepository>(provider), provider.GetRequiredService<OpenConnections>())));
        var organisation = await Hive.NewOrganisation(server);
        var ada = await organisation.User();
        await using var socket = await Socket.Open(ada, token);
        await socket.Ask(new { type = "ping" }, token);
        Assert.That(await Presence.IsOnline(organisation, ada), Is.True);

        await Send(server, new RefreshConnections(), token);

        Assert.That(await Presence.Sockets(organisation, ada), Is.Zero);
        Assert.That(await Presence.IsOnline(organisation, ada), Is.False);
    }

    private static async Task Send<T>(TestServer server, IRequest<T> request, CancellationToken token)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, token);
    }

    /// <summary>Sockets close, and find no row, just when they are looked for.</summary>
    private sealed class ClosingMeanwhile(IConnectionRepository connections, OpenConnections open) : IConnectionRepository
    {
        public Task<ConnectionChange> Open(Guid id, Principal caller, CancellationToken cancellationToken) => connections.Open(id, caller, cancellationToken);

        public Task<PresenceChange?> Close(Guid id, Principal caller, CancellationToken cancellationToken) => connections.Close(id, caller, cancellationToken);

        public Task<IReadOnlyList<PresenceChange>> Sweep(int limit, CancellationToken cancellationToken) => connections.Sweep(limit, cancellationToken);

        public Task<IReadOnlyList<Guid>> Refresh(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
        {
            foreach (var id in ids)
                open.Remove(id);

            return Task.FromResult<IReadOnlyList<Guid>>([]);
        }
    }
}
