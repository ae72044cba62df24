using System.Net;

namespace Hivemind.FunctionalTests.Work.Tasks;

[Parallelizable(ParallelScope.All)]
public sealed class ClaimNextTests
{
    [Test]
    public async Task Urgent_runs_go_first_then_those_of_the_higher_agent_then_the_oldest()
    {
        var organisation = await Hive.NewOrganisation();
        (await organisation.Admin.Post("agents", new { name = "eager", agentType = "custom", priority = 90 })).Expect(HttpStatusCode.Created);
        var oldest = await Board.Queue(organisation.Admin, agent: "planning");
        var newer = await Board.Queue(organisation.Admin, agent: "planning");
        var eager = await Board.Queue(organisation.Admin, agent: "eager");
        var urgent = await Board.Queue(organisation.Admin, agent: "planning", priority: "urgent");
        var fourth = await Board.Queue(organisation.Admin, agent: "planning");
        var worker = await organisation.Agent("worker");
        List<Guid> order = [];

        while (await Board.ClaimNext(worker) is { } run)
            order.Add(run.GetProperty("id").GetGuid());

        Assert.That(order, Is.EqualTo(new[] { urgent, eager, oldest, newer }), "planning has three at once; the fourth waits");
        (await Board.Finish(worker, oldest)).Expect(HttpStatusCode.OK);
        Assert.That((await Board.ClaimNext(worker))?.GetProperty("id").GetGuid(), Is.EqualTo(fourth));
    }

    [Test]
    public async Task A_worker_gets_only_what_it_serves_and_only_of_its_organisation()
    {
        var organisation = await Hive.NewOrganisation();
        var stranger = (await Hive.NewOrganisation()).Admin;
        var run = await Board.Queue(organisation.Admin, agent: "executor");
        var worker = await organisation.Agent("worker");

        Assert.That(await Board.ClaimNext(stranger), Is.Null);
        Assert.That(await Board.ClaimNext(worker, new { agents = new[] { "planning" } }), Is.Null);
        Assert.That(await Board.ClaimNext(worker, new { agentTypes = new[] { "planning", "custom" } }), Is.Null);
        var claimed = await Board.ClaimNext(worker, new { agents = new[] { "executor" }, agentTypes = new[] { "executor" } });

        Assert.That(claimed?.GetProperty("id").GetGuid(), Is.EqualTo(run));
        Assert.That((claimed?.GetProperty("status").GetString(), claimed?.GetProperty("assignee_id").GetString()), Is.EqualTo(("running", "worker")));
    }

    [Test]
    public async Task Workers_of_two_servers_never_take_one_run_twice_nor_too_many_of_an_agent()
    {
        await using var second = await TestServer.Start();
        var organisation = await Hive.NewOrganisation();
        var workers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => organisation.Agent($"worker-{i}")));
        (await organisation.Admin.Post("agents", new { name = "narrow", agentType = "custom", maxConcurrent = 2 })).Expect(HttpStatusCode.Created);
        for (var i = 0; i < 30; i++)
            await Board.Queue(organisation.Admin, agent: i % 3 == 0 ? "narrow" : "executor");
        var (done, atOnce) = (0, new Dictionary<string, int> { ["narrow"] = 0, ["executor"] = 0 });
        var (most, gate) = (new Dictionary<string, int>(atOnce), new Lock());

        async Task Work(Caller worker)
        {
            while (Volatile.Read(ref done) < 30)
            {
                if (await Board.ClaimNext(worker) is not { } run)
                    continue;

                var agent = run.GetProperty("assigned_agent").GetString() ?? "";
                lock (gate)
                    most[agent] = Math.Max(most[agent], ++atOnce[agent]);

                await Board.Write(worker, run.GetProperty("id").GetGuid(), "working");
                lock (gate)
                    atOnce[agent]--;

                (await Board.Finish(worker, run.GetProperty("id").GetGuid())).Expect(HttpStatusCode.OK);
                Interlocked.Increment(ref done);
            }
        }

        await Task.WhenAll(workers.Select((worker, i) => Work(i % 2 == 0 ? worker : worker.At(second))));

        Assert.That(done, Is.EqualTo(30));
        Assert.That((most["narrow"], most["executor"]), Is.EqualTo((2, 3)).Using<(int, int)>((seen, limit) => seen.Item1 <= limit.Item1 && seen.Item2 <= limit.Item2));
    }

    [Test, CancelAfter(150_000)]
    public async Task A_waiting_worker_gets_a_run_that_is_queued_at_another_server(CancellationToken cancellationToken)
    {
        await using var second = await TestServer.Start();
        var organisation = await Hive.NewOrganisation();
        var worker = await organisation.Agent("worker");
        var waiting = Board.ClaimNext(worker.At(second), new { waitSeconds = 25 });

        var run = await Board.Queue(organisation.Admin);

        Assert.That((await waiting.WaitAsync(cancellationToken))?.GetProperty("id").GetGuid(), Is.EqualTo(run));
    }

    [Test, CancelAfter(150_000)]
    public async Task A_freed_slot_wakes_a_waiting_worker(CancellationToken cancellationToken)
    {
        var organisation = await Hive.NewOrganisation();
        var worker = await organisation.Agent("worker");
        (await organisation.Admin.Post("agents", new { name = "single", agentType = "custom", maxConcurrent = 1 })).Expect(HttpStatusCode.Created);
        var first = await Board.Queue(organisation.Admin, agent: "single");
        var second = await Board.Queue(organisation.Admin, agent: "single");
        await Board.ClaimNext(worker);
        (await worker.Patch($"tasks/{first}", new { status = "waiting_input" })).Expect(HttpStatusCode.OK);
        Assert.That(await Board.ClaimNext(worker), Is.Null, "a run that waits for input keeps its slot");

        var waiting = Board.ClaimNext(worker, new { waitSeconds = 25 });
        (await organisation.Admin.Post($"tasks/{first}/stop")).Expect(HttpStatusCode.OK);

        Assert.That((await waiting.WaitAsync(cancellationToken))?.GetProperty("id").GetGuid(), Is.EqualTo(second));
    }

    [Test]
    public async Task The_metrics_tell_how_many_runs_wait()
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());

        await Eventually.Seen(
            async () => (await server.Http.GetStringAsync("/metrics")).Contains("\nhivemind_runs_queued ", StringComparison.Ordinal), "the gauge");
    }

    [TestCase("""{"lease_seconds": 9}""")]
    [TestCase("""{"lease_seconds": 3601}""")]
    [TestCase("""{"wait_seconds": 26}""")]
    [TestCase("""{"agent_types": ["any"]}""")]
    public async Task What_cannot_be_asked_for_is_refused(string body)
    {
        var admin = (await Hive.NewOrganisation()).Admin;

        (await admin.Post("tasks/claim-next", body)).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }
}
