using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Work.Tasks;

[Parallelizable(ParallelScope.All)]
public sealed class RunTests
{
    [Test]
    public async Task A_worker_claims_writes_asks_and_finishes_with_figures()
    {
        var organisation = await Hive.NewOrganisation();
        var (owner, worker) = (await organisation.User(), await organisation.Agent("worker"));
        var run = await Board.Start(owner, worker);
        (await Board.Write(worker, run, "thinking\n")).Expect(HttpStatusCode.Created);

        (await worker.Patch($"tasks/{run}", new { status = "waiting_input" })).Expect(HttpStatusCode.OK);
        var paused = (await worker.Post($"tasks/{run}/heartbeat")).Expect(HttpStatusCode.OK).Json;
        var answered = (await owner.Post($"tasks/{run}/input", new { message = "The blue one" })).Expect(HttpStatusCode.OK).Json;
        var resumed = (await worker.Post($"tasks/{run}/heartbeat")).Expect(HttpStatusCode.OK).Json;
        (await Board.Write(worker, run, "painting it blue\n")).Expect(HttpStatusCode.Created);
        var done = (await worker.Patch($"tasks/{run}", new
        {
            status = "completed",
            result = "It is blue.",
            model = "sonnet-5",
            inputTokens = 1200,
            outputTokens = 300,
            costUsd = 0.0125m,
            externalRefs = new[] { "github:fence#1" },
        })).Expect(HttpStatusCode.OK).Json;
        var news = await Board.News(owner, run);

        Assert.That((paused.GetProperty("status").GetString(), paused.GetProperty("lease_expires_at").ValueKind), Is.EqualTo(("waiting_input", JsonValueKind.Null)));
        Assert.That(answered.GetProperty("status").GetString(), Is.EqualTo("running"));
        Assert.That((resumed.GetProperty("last_input").GetString(), resumed.GetProperty("lease_expires_at").ValueKind), Is.EqualTo(("The blue one", JsonValueKind.String)));
        Assert.That((done.GetProperty("result").GetString(), done.GetProperty("cost_usd").GetDecimal(), done.GetProperty("cost_source").GetString()), Is.EqualTo(("It is blue.", 0.0125m, "reported")));
        Assert.That(done.GetProperty("tokens").GetRawText(), Is.EqualTo("""{"input":1200,"output":300}"""));
        Assert.That(done.GetProperty("duration_seconds").GetDouble(), Is.GreaterThan(0));
        Assert.That(news.Select(one => one.Name),
            Is.EqualTo(new[] { "task_status", "task_status", "task_output", "task_status", "task_status", "task_input", "task_output", "task_status" }));
        Assert.That(news[^1].Payload.GetProperty("result").GetString(), Is.EqualTo("It is blue."));
        Assert.That(news[5].Payload.GetProperty("input").GetString(), Is.EqualTo("The blue one"));
    }

    [Test]
    public async Task Only_the_worker_and_admins_speak_for_a_run()
    {
        var organisation = await Hive.NewOrganisation();
        var (owner, worker) = (await organisation.Agent("owner"), await organisation.Agent("worker"));
        var run = await Board.Start(owner, worker);

        (await owner.Patch($"tasks/{run}", new { result = "Mine" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await Board.Write(owner, run, "text")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await owner.Post($"tasks/{run}/heartbeat")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await owner.Put($"tasks/{run}/status", new { status = "completed" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await worker.Patch($"tasks/{run}", new { title = "Mine" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await owner.Patch($"tasks/{run}", new { title = "Still mine", priority = "low" })).Expect(HttpStatusCode.OK);
        (await owner.Post($"tasks/{run}/claim")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await owner.Post($"tasks/{run}/assign", new { agentId = "owner" })).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await owner.Delete($"tasks/{run}")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await organisation.Admin.Put($"tasks/{run}/status", new { status = "failed" })).Expect(HttpStatusCode.OK);
        (await owner.Delete($"tasks/{run}")).Expect(HttpStatusCode.NoContent);
    }

    [TestCase("""{"input_tokens": -1}""", "input_tokens")]
    [TestCase("""{"output_tokens": -1}""", "output_tokens")]
    [TestCase("""{"tokens": {"input": -1}}""", "tokens")]
    [TestCase("""{"cost_usd": -0.01}""", "cost_usd")]
    [TestCase("""{"status": "nearly"}""", "status")]
    public async Task What_a_worker_cannot_report_is_refused_by_field(string body, string field)
    {
        var organisation = await Hive.NewOrganisation();
        var worker = await organisation.Agent("worker");
        var run = await Board.Start(organisation.Admin, worker);

        var answer = await worker.Patch($"tasks/{run}", body);

        answer.Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.That(answer.Json.GetProperty("errors").TryGetProperty(field, out _), Is.True, answer.Text);
    }

    [Test]
    public async Task Any_member_stops_a_run_and_its_worker_learns_of_it()
    {
        var organisation = await Hive.NewOrganisation();
        var (worker, member) = (await organisation.Agent("worker"), await organisation.User());
        var run = await Board.Start(organisation.Admin, worker);

        var stopped = (await member.Post($"tasks/{run}/stop")).Expect(HttpStatusCode.OK).Json;
        var heartbeat = (await worker.Post($"tasks/{run}/heartbeat")).Expect(HttpStatusCode.OK).Json;

        Assert.That((stopped.GetProperty("success").GetBoolean(), stopped.GetProperty("status").GetString()), Is.EqualTo((true, "cancelled")));
        Assert.That((heartbeat.GetProperty("status").GetString(), heartbeat.GetProperty("lease_expires_at").ValueKind), Is.EqualTo(("cancelled", JsonValueKind.Null)));
        (await Board.Write(worker, run, "too late")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await Board.Finish(worker, run)).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
    }

    [Test]
    public async Task A_run_that_is_over_cannot_be_stopped_and_says_what_it_is()
    {
        var organisation = await Hive.NewOrganisation();
        var worker = await organisation.Agent("worker");
        var run = await Board.Start(organisation.Admin, worker);
        (await Board.Finish(worker, run)).Expect(HttpStatusCode.OK);

        var answer = (await organisation.Admin.Post($"tasks/{run}/stop")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");

        Assert.That(answer.Json.GetProperty("current_status").GetString(), Is.EqualTo("completed"));
    }

    [Test]
    public async Task Of_a_stop_and_a_completion_at_once_one_wins()
    {
        var organisation = await Hive.NewOrganisation();
        var worker = await organisation.Agent("worker");

        for (var i = 0; i < 10; i++)
        {
            var run = await Board.Start(organisation.Admin, worker);

            var answers = await Task.WhenAll(organisation.Admin.Post($"tasks/{run}/stop"), Board.Finish(worker, run));

            Assert.That(answers.Count(answer => answer.Status is HttpStatusCode.OK), Is.EqualTo(1));
            Assert.That((await Board.News(worker, run)).Count(one => one.Payload.GetProperty("status").GetString() is "cancelled" or "completed"), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task A_long_result_is_whole_in_the_task_and_cut_in_the_message()
    {
        var organisation = await Hive.NewOrganisation();
        var worker = await organisation.Agent("worker");
        var run = await Board.Start(organisation.Admin, worker);
        var result = string.Concat(Enumerable.Repeat("größer \U0001F41D ", 20_000));

        (await Board.Finish(worker, run, result: result)).Expect(HttpStatusCode.OK);

        Assert.That((await worker.Get($"tasks/{run}")).Json.GetProperty("result").GetString(), Is.EqualTo(result));
        Assert.That(result, Does.StartWith((await Board.News(worker, run))[^1].Payload.GetProperty("result").GetString()!));
    }
}
