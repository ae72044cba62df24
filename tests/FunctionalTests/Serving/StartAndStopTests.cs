using System.Diagnostics;
using System.Net;
using Hivemind.FunctionalTests.Database;
using Hivemind.FunctionalTests.Knowledge.Contributions;
using Hivemind.FunctionalTests.Live;

namespace Hivemind.FunctionalTests.Serving;

[Parallelizable(ParallelScope.All), Category("Slow"), CancelAfter(120_000)]
public sealed class StartAndStopTests
{
    [Test]
    public async Task From_nothing_the_server_comes_up_healthy(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var server = await ServerProcess.Start(directory.Path, token);

        Assert.That(await server.Health(token), Is.EqualTo(200));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(directory.Path, "admin.key"), token), Does.StartWith("hm_"));
    }

    [TestCase("TERM"), TestCase("INT")]
    public async Task A_signal_ends_it_and_its_database_cleanly(string signal, CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var server = await ServerProcess.Start(directory.Path, token);
        var organisation = await Hive.NewOrganisation(server.Server);
        await using var stream = await Watcher.Open(organisation.Admin, "/api/v1/stream/feed", null, token);

        var start = Stopwatch.GetTimestamp();
        var code = await server.Signal(signal, token);

        Assert.That(code, Is.Zero, server.Text);
        Assert.That(Stopwatch.GetElapsedTime(start), Is.LessThan(TimeSpan.FromSeconds(10)));
        Assert.That(directory.PostmasterFile, Does.Not.Exist);
        Assert.That(server.Text, Does.Not.Contain(" ERR "));
        await stream.Ended(token);
    }

    [Test]
    public async Task A_second_server_in_the_directory_shares_the_database(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var one = await ServerProcess.Start(directory.Path, token);
        await using var two = await ServerProcess.Start(directory.Path, token);
        var organisation = await Hive.NewOrganisation(one.Server);
        await using var feed = await Watcher.Open(organisation.Admin, "/api/v1/stream/feed", null, token);

        var item = await organisation.Admin.At(two.Server).Publish();

        Assert.That((await feed.Next(token)).Json.GetProperty("id").GetGuid(), Is.EqualTo(item));
        Assert.That(await two.Signal("TERM", token), Is.Zero);
        Assert.That(await one.Health(token), Is.EqualTo(200));
    }

    [Test]
    public async Task Who_was_away_resumes_at_another_process_and_gets_every_row_once(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var one = await ServerProcess.Start(directory.Path, token);
        var organisation = await Hive.NewOrganisation(one.Server);
        var feed = await Watcher.Open(organisation.Admin, "/api/v1/stream/feed", null, token);
        await organisation.Admin.Publish();
        await feed.Next(token);
        await feed.DisposeAsync();

        var missed = new List<Guid> { await organisation.Admin.Publish(), await organisation.Admin.Publish(), await organisation.Admin.Publish() };
        Assert.That(await one.Signal("TERM", token), Is.Zero);
        await using var two = await ServerProcess.Start(directory.Path, token);
        await using var resumed = await Watcher.Open(organisation.Admin.At(two.Server), "/api/v1/stream/feed", feed.LastId, token);
        missed.Add(await organisation.Admin.At(two.Server).Publish());

        Assert.That((await resumed.Next(missed.Count, token)).Select(message => message.Json.GetProperty("id").GetGuid()), Is.EqualTo(missed));
    }

    [Test]
    public async Task The_general_answers_work_in_the_real_program(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var server = await ServerProcess.Start(directory.Path, token);
        var nobody = await Hive.Nobody(server.Server);

        (await nobody.Get("/openapi.json")).Expect(HttpStatusCode.OK);
        (await nobody.Get("/docs")).Expect(HttpStatusCode.OK);
        (await nobody.Get("contributions")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
    }
}
