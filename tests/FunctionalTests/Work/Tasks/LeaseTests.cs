using System.Net;

namespace Hivemind.FunctionalTests.Work.Tasks;

[Parallelizable(ParallelScope.All)]
public sealed class LeaseTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task A_worker_that_dies_loses_its_run_and_comes_back_to_nothing()
    {
        var time = new FakeTime(Noon);
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new() { ["Jobs:Enabled"] = "false" }, time);
        var organisation = await Hive.NewOrganisation(server);
        var worker = await organisation.Agent("worker");
        var run = await Board.Start(organisation.Admin, worker, new { leaseSeconds = 30 });
        (await Board.Write(worker, run, "half of it")).Expect(HttpStatusCode.Created);

        time.Advance(TimeSpan.FromSeconds(29));
        await Board.Sweep(server);
        Assert.That(await Board.StatusOf(worker, run), Is.EqualTo("running"));
        time.Advance(TimeSpan.FromSeconds(1));
        (await Board.Write(worker, run, "late, but before anybody looked")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        await Board.Sweep(server);

        var failed = (await worker.Get($"tasks/{run}")).Json;
        Assert.That((failed.GetProperty("status").GetString(), failed.GetProperty("error_code").GetString()), Is.EqualTo(("failed", "LEASE_EXPIRED")));
        (await Board.Write(worker, run, "late")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await worker.Post($"tasks/{run}/heartbeat")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await Board.Finish(worker, run)).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        Assert.That((await worker.Get($"tasks/{run}/logs")).Json.GetProperty("output").GetString(), Is.EqualTo("half of it"));
        Assert.That((await Board.News(worker, run))[^1].Payload.GetProperty("status").GetString(), Is.EqualTo("failed"));
    }

    [Test]
    public async Task Whatever_the_worker_does_renews_its_lease()
    {
        var time = new FakeTime(Noon);
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new() { ["Jobs:Enabled"] = "false" }, time);
        var organisation = await Hive.NewOrganisation(server);
        var worker = await organisation.Agent("worker");
        var run = await Board.Start(organisation.Admin, worker, new { leaseSeconds = 30 });

        time.Advance(TimeSpan.FromSeconds(20));
        (await Board.Write(worker, run, "one")).Expect(HttpStatusCode.Created);
        time.Advance(TimeSpan.FromSeconds(20));
        (await worker.Patch($"tasks/{run}", new { model = "opus" })).Expect(HttpStatusCode.OK);
        time.Advance(TimeSpan.FromSeconds(20));
        var beat = (await worker.Post($"tasks/{run}/heartbeat", new { leaseSeconds = 300 })).Expect(HttpStatusCode.OK).Json;
        time.Advance(TimeSpan.FromSeconds(299));
        await Board.Sweep(server);

        Assert.That(beat.GetProperty("lease_expires_at").GetDateTimeOffset(), Is.EqualTo(Noon.AddSeconds(360)));
        Assert.That(await Board.StatusOf(worker, run), Is.EqualTo("running"));
    }

    [Test]
    public async Task A_run_that_takes_too_long_fails_and_waiting_for_an_answer_does_not_count()
    {
        var time = new FakeTime(Noon);
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new() { ["Jobs:Enabled"] = "false" }, time);
        var organisation = await Hive.NewOrganisation(server);
        var worker = await organisation.Agent("worker");
        (await organisation.Admin.Post("agents", new { name = "quick", agentType = "custom", timeoutSeconds = 100 })).Expect(HttpStatusCode.Created);
        var run = await Board.Queue(organisation.Admin, agent: "quick");
        await Board.ClaimNext(worker, new { leaseSeconds = 3600 });

        time.Advance(TimeSpan.FromSeconds(90));
        (await worker.Patch($"tasks/{run}", new { status = "waiting_input" })).Expect(HttpStatusCode.OK);
        time.Advance(TimeSpan.FromHours(3));
        await Board.Sweep(server);
        (await organisation.Admin.Post($"tasks/{run}/input", new { message = "go on" })).Expect(HttpStatusCode.OK);
        time.Advance(TimeSpan.FromSeconds(9));
        await Board.Sweep(server);
        Assert.That(await Board.StatusOf(worker, run), Is.EqualTo("running"));
        time.Advance(TimeSpan.FromSeconds(1));
        await Board.Sweep(server);

        var failed = (await worker.Get($"tasks/{run}")).Json;
        Assert.That((failed.GetProperty("status").GetString(), failed.GetProperty("error_code").GetString()), Is.EqualTo(("failed", "TIMEOUT")));
    }

    [Test]
    public async Task Servers_look_for_silent_workers_by_themselves()
    {
        var time = new FakeTime(Noon);
        var database = await TestApp.CloneDatabase();
        await using var one = await TestServer.Start(database, time: time);
        await using var two = await TestServer.Start(database, time: time);
        var organisation = await Hive.NewOrganisation(one);
        var worker = await organisation.Agent("worker");
        var run = await Board.Start(organisation.Admin, worker, new { leaseSeconds = 10 });

        await Eventually.Seen(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            return await Board.StatusOf(worker, run) == "failed";
        }, "a failed run");

        Assert.That((await Board.News(worker, run)).Count(news => news.Payload.GetProperty("status").GetString() == "failed"), Is.EqualTo(1));
    }
}
