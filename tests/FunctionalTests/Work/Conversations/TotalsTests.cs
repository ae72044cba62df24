using System.Net;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.FunctionalTests.Work.Conversations;

[Parallelizable(ParallelScope.All)]
public sealed class TotalsTests
{
    [Test]
    public async Task Totals_cover_completed_and_failed_runs()
    {
        var organisation = await Hive.NewOrganisation();
        var (completed, id) = await Talk.Chat(organisation.Admin, "One");
        var (failed, _) = await Talk.Chat(organisation.Admin, "Two", id);
        var (cancelled, _) = await Talk.Chat(organisation.Admin, "Three", id);

        await Talk.End(organisation, completed, WorkTaskStatus.Completed, "Done.", cost: 0.5m);
        await Talk.End(organisation, failed, WorkTaskStatus.Failed, cost: 0.125m);
        await Talk.End(organisation, cancelled, WorkTaskStatus.Cancelled, cost: 100m);

        var metrics = (await organisation.Admin.Get($"conversations/{id}/metrics")).Expect(HttpStatusCode.OK).Json;
        Assert.That(
            (metrics.GetProperty("total_tasks").GetInt32(), metrics.GetProperty("completed_tasks").GetInt32(), metrics.GetProperty("failed_tasks").GetInt32(), metrics.GetProperty("total_cost_usd").GetDecimal()),
            Is.EqualTo((2, 1, 1, 0.625m)));
        Assert.That((metrics.GetProperty("conversation_id").GetGuid(), metrics.GetProperty("message_count").GetInt32()), Is.EqualTo((id, 4)));
        Assert.That(metrics.GetProperty("total_duration_seconds").GetDouble(), Is.GreaterThan(0));
        Assert.That(metrics.GetProperty("completed_at").GetDateTimeOffset(), Is.GreaterThan(metrics.GetProperty("started_at").GetDateTimeOffset()));
    }

    [Test]
    public async Task A_conversation_may_cost_more_than_any_run()
    {
        var organisation = await Hive.NewOrganisation();
        var (first, id) = await Talk.Chat(organisation.Admin, "One");
        var (second, _) = await Talk.Chat(organisation.Admin, "Two", id);

        await Talk.End(organisation, first, WorkTaskStatus.Completed, "Done.", cost: 999_999m);
        await Talk.End(organisation, second, WorkTaskStatus.Completed, "Done.", cost: 999_999m);

        Assert.That((await Talk.Read(organisation.Admin, id)).GetProperty("total_cost_usd").GetDecimal(), Is.EqualTo(1_999_998m));
        Assert.That((await organisation.Admin.Get("analytics/conversations")).Json.GetProperty("total_cost_usd").GetDecimal(), Is.EqualTo(1_999_998m));
    }

    [Test]
    public async Task A_conversation_has_started_with_its_first_run()
    {
        var organisation = await Hive.NewOrganisation();
        var (first, id) = await Talk.Chat(organisation.Admin, "One");
        var (second, _) = await Talk.Chat(organisation.Admin, "Two", id);
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        await Talk.Change(organisation, first, run => run.Start(new TaskActor(ActorType.Agent, "worker"), 60, noon));
        await Talk.Change(organisation, second, run => run.Start(new TaskActor(ActorType.Agent, "worker"), 60, noon.AddHours(1)));

        var read = await Talk.Read(organisation.Admin, id);
        Assert.That(read.GetProperty("started_at").GetDateTimeOffset(), Is.EqualTo(noon));
        Assert.That((read.GetProperty("completed_at").GetString(), read.GetProperty("total_tasks").GetInt32()), Is.EqualTo(((string?)null, 0)));
    }

    [Test]
    public async Task Runs_that_end_at_once_are_all_counted()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await Talk.Begin(organisation.Admin);
        var runs = new List<Guid>();
        for (var i = 0; i < 12; i++)
            runs.Add((await Talk.Queue(organisation, $"run {i}", conversationId: id)).Id);

        await Task.WhenAll(runs.Select(run => Talk.End(organisation, run, WorkTaskStatus.Completed, "Done.", cost: 0.01m)));

        var read = await Talk.Read(organisation.Admin, id);
        Assert.That(
            (read.GetProperty("total_tasks").GetInt32(), read.GetProperty("total_cost_usd").GetDecimal(), read.GetProperty("message_count").GetInt32()),
            Is.EqualTo((12, 0.12m, 12)));
    }
}
