using Hivemind.FunctionalTests.Traffic.Processing;
using Hivemind.FunctionalTests.Webhooks;

namespace Hivemind.FunctionalTests.Traffic.Automations;

[Parallelizable(ParallelScope.All)]
public sealed class AutomationCleanUpTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task The_log_goes_with_its_age_and_the_figures_say_what_is_left()
    {
        var time = new FakeTime(Noon);
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new() { ["Automations:LogRetentionDays"] = "30" }, time);
        var organisation = await Hive.NewOrganisation(server);
        var automation = await Automate.Create(organisation, Automate.Logging());
        await Logs(organisation, automation, 2500);

        time.Advance(TimeSpan.FromDays(29));
        var kept = await Automate.Happen(organisation);
        await Automate.Logged(organisation, automation, 100);
        time.Advance(TimeSpan.FromDays(2));

        await Hooks.Until(async () => await Hooks.Count(server, "select count(*) from automation_logs") == 1);
        Assert.That((await Automate.Logged(organisation, automation))[0].GetProperty("eventId").GetGuid(), Is.EqualTo(kept));
        Assert.That((await Automate.Metrics(organisation)).GetProperty("totalExecutions").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_tells_events_apart_is_kept_while_they_may_be_handled_again()
    {
        var time = new FakeTime(Noon);
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), time: time);
        var organisation = await Hive.NewOrganisation(server);
        await Automate.Create(organisation, Automate.Logging());
        var done = await Automate.Happen(organisation);
        var open = await Automate.Happen(organisation);
        await server.Read<int>("insert into event_work (event_id, org_id, due_at) values (@open, @Id, 'infinity'); select 1", new { open, organisation.Id });

        time.Advance(TimeSpan.FromDays(2));

        await Hooks.Until(async () => await Hooks.Count(server, "select count(*) from automation_matches where event_id = @done", new { done }) == 0);
        Assert.That(await Hooks.Count(server, "select count(*) from automation_matches where event_id = @open", new { open }), Is.EqualTo(1));
    }

    private static Task<int> Logs(Organisation organisation, Guid automation, int count) => organisation.Server.Read<int>(
        """
        insert into automation_logs (id, org_id, automation_id, event_type, status, conditions_matched, actions_executed, action_count, execution_time_ms, created_at)
        select gen_random_uuid(), @Id, @automation, 'custom.test', 'success', true, '[]', 1, 5, @Noon from generate_series(1, @count);
        select 1
        """, new { organisation.Id, automation, count, Noon });
}
