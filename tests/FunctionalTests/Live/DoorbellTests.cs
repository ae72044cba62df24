using Dapper;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All)]
[CancelAfter(150_000)]
public sealed class DoorbellTests
{
    private const string Feed = "/api/v1/stream/feed";

    [Test]
    public async Task A_message_is_delivered_after_its_commit_and_outsiders_hear_of_knowledge(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        await using var watcher = await Watcher.Open(organisation.Admin, Feed, null, token);
        await using var outside = await server.Database.OpenConnectionAsync(token);
        await outside.ExecuteAsync("listen knowledge_published;");
        var heard = new List<string>();
        outside.Notification += (_, notification) => heard.Add(notification.Payload);

        foreach (var commits in new[] { false, true })
        {
            await using var scope = server.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ILiveLog>().Append(
                new LiveMessage(organisation.Id, false, Topic.Knowledge, "private", new { Title = $"commits {commits}" }), token);
            if (commits)
                await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Commit(token);
        }

        Assert.That((await watcher.Next(token)).Title(), Is.EqualTo("commits True"));
        await outside.WaitAsync(token);
        Assert.That(heard, Is.EqualTo(new[] { """{"title":"commits True"}""" }));
    }

    [Test]
    public async Task A_listener_whose_line_is_cut_hears_again(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new() { ["Stream:PollSeconds"] = "60" });
        var organisation = await Hive.NewOrganisation(server);
        var bus = server.Services.GetRequiredService<INotificationBus>();
        await using var watcher = await Watcher.Open(organisation.Admin, Feed, null, token);
        await Until(() => bus.State.IsConnected, token);

        await using var connection = await server.Database.OpenConnectionAsync(token);
        var cut = await connection.ExecuteScalarAsync<long>(
            """
            select count(pg_terminate_backend(pid))
            from pg_stat_activity
            where application_name = 'hivemind listener' and datname = current_database()
            """);
        await Until(() => !bus.State.IsConnected, token);
        await LiveRows.Insert(connection, organisation.Id, false, "while it was deaf");
        await Until(() => bus.State.IsConnected, token);

        Assert.That(cut, Is.EqualTo(1));
        Assert.That((await watcher.Next(token)).Title(), Is.EqualTo("while it was deaf"));
        await LiveRows.Write(server, organisation.Id, false, "heard");
        Assert.That((await watcher.Next(token)).Title(), Is.EqualTo("heard"));
    }

    [Test]
    public async Task A_payload_over_8_KB_is_refused()
    {
        var organisation = await Hive.NewOrganisation();
        await using var scope = organisation.Server.Services.CreateAsyncScope();
        var log = scope.ServiceProvider.GetRequiredService<ILiveLog>();

        Assert.That(
            () => log.Append(new LiveMessage(organisation.Id, false, Topic.Knowledge, "private", new { Title = new string('x', 8192) }), CancellationToken.None),
            Throws.ArgumentException);
    }

    private static async Task Until(Func<bool> condition, CancellationToken token)
    {
        while (!condition())
            await Task.Delay(1, token);
    }
}
