using Dapper;
using Hivemind.Application.Live;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Live;

[Parallelizable(ParallelScope.All)]
[CancelAfter(150_000)]
public sealed class RetentionTests
{
    private const string Feed = "/api/v1/stream/feed";

    [Test]
    public async Task A_new_epoch_ends_open_streams_and_resets_them(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        await using var watcher = await Watcher.Open(organisation.Admin, Feed, null, token);
        await LiveRows.Write(server, organisation.Id, false, "kept");
        var old = await watcher.Next(token);

        await Send(server, new ResetStream(), token);
        await watcher.Ended(token);

        await using var again = await Watcher.Open(organisation.Admin, Feed, old.Id, token);
        var reset = await again.Next(token);
        await LiveRows.Write(server, organisation.Id, false, "new");
        Assert.That(reset.Json.GetProperty("reason").GetString(), Is.EqualTo("epoch_changed"));
        Assert.That((await again.Next(token)).Title(), Is.EqualTo("new"));

        await using var resumed = await Watcher.Open(organisation.Admin, Feed, reset.Id, token);
        Assert.That((await resumed.Next(token)).Title(), Is.EqualTo("new"));
        var page = await organisation.Admin.Get("stream/events");
        Assert.That(page.Json.GetProperty("items").GetArrayLength(), Is.EqualTo(2), page.Text);
    }

    [Test]
    public async Task A_position_older_than_the_log_has_expired(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new() { ["Jobs:Enabled"] = "false" });
        var organisation = await Hive.NewOrganisation(server);
        await using var watcher = await Watcher.Open(organisation.Admin, Feed, null, token);
        await using var connection = await server.Database.OpenConnectionAsync(token);
        foreach (var age in new[] { 9, 8, 1, 8 })
            await LiveRows.Insert(connection, organisation.Id, false, $"{age} days", at: TimeProvider.System.GetUtcNow().AddDays(-age));
        var seen = await watcher.Next(4, token);

        Assert.That(await Send(server, new TrimStream(), token), Is.False);

        await using var expired = await Watcher.Open(organisation.Admin, Feed, seen[0].Id, token);
        Assert.That((await expired.Next(token)).Json.GetProperty("reason").GetString(), Is.EqualTo("expired"));
        await using var kept = await Watcher.Open(organisation.Admin, Feed, seen[1].Id, token);
        Assert.That((await kept.Next(2, token)).Select(LiveRows.Title), Is.EqualTo(new[] { "1 days", "8 days" }));
    }

    [Test]
    public async Task The_trim_job_runs_and_remembers(CancellationToken token)
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        await using var connection = await server.Database.OpenConnectionAsync(token);

        string? last;
        do
            last = await connection.ExecuteScalarAsync<string>("select value from deployment_config where key = 'job:stream-trim'");
        while (last is null);

        Assert.That(DateTimeOffset.Parse(last, System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromMinutes(1)));
    }

    private static async Task<T> Send<T>(TestServer server, IRequest<T> request, CancellationToken token)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, token);
    }
}
