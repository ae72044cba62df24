using System.Net;

namespace Hivemind.FunctionalTests.Work.Tasks;

[Parallelizable(ParallelScope.All)]
public sealed class RunOutputTests
{
    [Test]
    public async Task Output_is_numbered_from_1_and_read_in_order()
    {
        var organisation = await Hive.NewOrganisation();
        var worker = await organisation.Agent("worker");
        var run = await Board.Start(organisation.Admin, worker);

        for (var i = 1; i <= 5; i++)
            Assert.That((await Board.Write(worker, run, $"line {i}\n")).Expect(HttpStatusCode.Created).Json.GetProperty("seq").GetInt32(), Is.EqualTo(i));

        var first = (await organisation.Admin.Get($"tasks/{run}/logs?limit=3")).Expect(HttpStatusCode.OK).Json;
        var rest = (await organisation.Admin.Get($"tasks/{run}/logs?after={first.GetProperty("last_seq").GetInt32()}")).Expect(HttpStatusCode.OK).Json;
        Assert.That(first.GetProperty("output").GetString(), Is.EqualTo("line 1\nline 2\nline 3\n"));
        Assert.That((rest.GetProperty("output").GetString(), rest.GetProperty("is_live").GetBoolean(), rest.GetProperty("last_seq").GetInt32()), Is.EqualTo(("line 4\nline 5\n", true, 5)));
    }

    [Test]
    public async Task A_repeat_under_its_number_changes_nothing_and_any_other_number_is_refused()
    {
        var organisation = await Hive.NewOrganisation();
        var worker = await organisation.Agent("worker");
        var run = await Board.Start(organisation.Admin, worker);
        (await Board.Write(worker, run, "one", 1)).Expect(HttpStatusCode.Created);
        (await Board.Write(worker, run, "two", 2)).Expect(HttpStatusCode.Created);

        (await Board.Write(worker, run, "one", 1)).Expect(HttpStatusCode.OK);
        (await Board.Write(worker, run, "other", 1)).Refused(HttpStatusCode.Conflict, "CONFLICT");
        (await Board.Write(worker, run, "four", 4)).Refused(HttpStatusCode.Conflict, "CONFLICT");

        var logs = (await worker.Get($"tasks/{run}/logs")).Json;
        Assert.That(logs.GetProperty("output").GetString(), Is.EqualTo("onetwo"));
    }

    [Test]
    public async Task Many_at_once_are_numbered_without_gap_and_told_in_that_order()
    {
        var organisation = await Hive.NewOrganisation();
        var worker = await organisation.Agent("worker");
        var run = await Board.Start(organisation.Admin, worker);

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Board.Write(worker, run, $"{i} ")));
        var news = (await Board.News(worker, run)).Where(one => one.Name == "task_output");

        Assert.That(answers.Select(answer => answer.Expect(HttpStatusCode.Created).Json.GetProperty("seq").GetInt32()), Is.EquivalentTo(Enumerable.Range(1, 40)));
        Assert.That(news.Select(one => one.Payload.GetProperty("seq").GetInt32()), Is.EqualTo(Enumerable.Range(1, 40)));
    }

    [Test]
    public async Task Output_is_taken_only_while_the_run_is_under_way_and_only_so_much()
    {
        var organisation = await Hive.NewOrganisation();
        var worker = await organisation.Agent("worker");
        var queued = await Board.Queue(organisation.Admin);
        (await Board.Write(organisation.Admin, queued, "early")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        Assert.That((await Board.ClaimNext(worker))?.GetProperty("id").GetGuid(), Is.EqualTo(queued));
        var chunk = new string('x', 64 * 1024);

        (await Board.Write(worker, queued, "")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await Board.Write(worker, queued, chunk + "x")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        for (var i = 0; i < 160; i++)
            (await Board.Write(worker, queued, chunk)).Expect(HttpStatusCode.Created);
        (await Board.Write(worker, queued, "x")).Refused(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
        (await worker.Patch($"tasks/{queued}", new { status = "waiting_input" })).Expect(HttpStatusCode.OK);
        (await Board.Write(worker, queued, "x")).Refused(HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE");
    }

    [Test]
    public async Task Secrets_in_output_are_stored_nowhere()
    {
        var organisation = await Hive.NewOrganisation();
        var worker = await organisation.Agent("worker");
        var run = await Board.Start(organisation.Admin, worker);

        (await Board.Write(worker, run, "curl -H 'Authorization: Bearer abcdef1234567890' http://localhost:5000/x\npassword=hunter2 ok\n")).Expect(HttpStatusCode.Created);

        Assert.That((await worker.Get($"tasks/{run}/logs")).Json.GetProperty("output").GetString(),
            Is.EqualTo("curl -H 'Authorization: Bearer ***' http://localhost:5000/x\npassword=*** ok\n"));
    }
}
