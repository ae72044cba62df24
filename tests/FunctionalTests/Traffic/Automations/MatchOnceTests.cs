using System.Net;
using Hivemind.FunctionalTests.Database;
using Hivemind.FunctionalTests.Serving;
using Hivemind.FunctionalTests.Traffic.Processing;
using Npgsql;

namespace Hivemind.FunctionalTests.Traffic.Automations;

/// <summary>What an event leads to it leads to once, however often it is handled.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MatchOnceTests
{
    [Test]
    public async Task An_event_that_many_workers_handle_leads_to_each_thing_once()
    {
        var organisation = await Automate.Organisation();
        var id = Guid.CreateVersion7();
        var matching = await Automate.Create(organisation, Automate.Logging());
        var skipping = await Automate.Create(organisation, Automate.Logging().With("triggerConditions", new[] { new { field = "n", @operator = "eq", value = 2 } }));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Automate.Happen(organisation, change: e => e with { Id = id })));
        await Automate.Logged(organisation, matching);
        await Automate.Happen(organisation, change: e => e with { Id = id });
        await Automate.Happen(organisation);

        Assert.That((await Automate.Logged(organisation, matching, 2)).Count(row => row.GetProperty("eventId").GetGuid() == id), Is.EqualTo(1));
        Assert.That((await Automate.Logged(organisation, skipping, 2)).Count(row => row.GetProperty("eventId").GetGuid() == id), Is.EqualTo(1));
    }

    [Test]
    public async Task A_replay_lets_an_event_lead_to_things_anew_and_once()
    {
        var organisation = await Automate.Organisation();
        var (id, replay) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var automation = await Automate.Create(organisation, Automate.Logging());

        await Automate.Happen(organisation, change: e => e with { Id = id });
        await Automate.Logged(organisation, automation);
        await Automate.Happen(organisation, change: e => e with { Id = id, ReplayId = replay });
        await Automate.Logged(organisation, automation, 2);
        await Automate.Happen(organisation, change: e => e with { Id = id, ReplayId = replay });
        await Automate.Happen(organisation);

        var rows = await Automate.Logged(organisation, automation, 3);
        Assert.That(rows.Count(row => row.GetProperty("eventId").GetGuid() == id), Is.EqualTo(2));
    }

    [Test]
    public async Task An_automation_that_triggers_itself_runs_to_the_depth_limit_and_no_further()
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var organisation = await Hive.NewOrganisation(server);
        var automation = await Automate.Create(organisation, Automate.Body("custom.loop", Automate.Emit("custom.loop")));

        var first = (await organisation.Admin.Post("events/trigger", """{"eventType": "custom.loop", "payload": {}}""")).Expect(HttpStatusCode.Created).Id;
        var rows = await Automate.Logged(organisation, automation, 9);
        await Eventually.Seen(() => server.Read<bool>("select count(*) = 0 from event_work"), "the end of the chain");

        Assert.That(rows, Has.Count.EqualTo(9));
        Assert.That(rows.Count(row => row.Status() == "success"), Is.EqualTo(8));
        Assert.That(rows.Single(row => row.Status() == "failed").Error(), Does.StartWith("depth limit: the event would be 9 automations deep, at most 8 are allowed"));
        Assert.That(await server.Read<string>("select string_agg(causation_depth::text, ' ' order by causation_depth) from events where correlation_id = @first::text or id = @first", new { first }), Is.EqualTo("0 1 2 3 4 5 6 7 8"));
    }

    [Test, Category("Slow"), CancelAfter(180_000)]
    public async Task After_kill_9_no_automation_runs_twice_for_an_event(CancellationToken token)
    {
        var database = await TestApp.CloneDatabase();
        await HandlingServer.Prepare(database);
        await using var before = await ServerProcess.StartHandling(database, token);
        var organisation = await Hive.NewOrganisation(before.Server);
        await Automate.Create(organisation, Automate.Logging("custom.step"));
        await HandlingServer.Events(before.Server, organisation, 300);
        await Eventually.Seen(() => before.Server.Read<bool>("select count(*) > 60 from automation_logs"), "some executions");

        // All that is under way is done once more by the next process, at once: as if half a minute had passed.
        await before.Kill(token);
        await before.Server.Read<int>("update event_work set leased_until = null; update automation_executions set leased_until = null; select 1");
        await using var after = await ServerProcess.StartHandling(database, token);
        await Eventually.Seen(() => after.Server.Read<bool>("select count(*) = 300 from events where status = 'completed' and event_type = 'custom.step'"), "all events");
        await Eventually.Seen(() => after.Server.Read<bool>("select count(*) = 0 from automation_executions"), "all executions");

        Assert.That(await after.Server.Read<string>("select count(*) || ' ' || count(distinct event_id) from automation_logs"), Is.EqualTo("300 300"));
        var metrics = (await organisation.Admin.At(after.Server).Get("automation-metrics")).Expect(HttpStatusCode.OK).Json;
        Assert.That(metrics.GetProperty("totalExecutions").GetInt32(), Is.EqualTo(300));
    }

    [Test, Category("Slow"), CancelAfter(180_000)]
    public async Task After_kill_9_of_the_database_every_automation_has_run_once(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var given = await directory.Start();
        await HandlingServer.Prepare(given.ConnectionString);
        await using var server = await ServerProcess.StartHandling(given.ConnectionString, token);
        var organisation = await Hive.NewOrganisation(server.Server);
        await Automate.Create(organisation, Automate.Body("custom.step", Automate.Emit("custom.after", new { bad = false })));
        await HandlingServer.Events(server.Server, organisation, 200);
        await Eventually.Seen(() => server.Server.Read<bool>("select count(*) > 40 from automation_logs"), "some executions");

        directory.Postmaster().Kill();
        await Eventually.Seen(async () => await given.Revive(token), "the restart of PostgreSQL");
        NpgsqlConnection.ClearAllPools();
        await Eventually.Seen(
            () => server.Server.Read<bool>("select count(*) = 200 from automation_logs where status = 'success'"), "the end of all executions");
        await Eventually.Seen(() => server.Server.Read<bool>("select count(*) = 0 from event_work"), "the end of what they recorded");

        Assert.That(await server.Server.Read<string>("select count(*) || ' ' || count(distinct event_id) from automation_logs where status = 'success'"), Is.EqualTo("200 200"));
        Assert.That(await server.Server.Read<long>("select count(*) from events where event_type = 'custom.after' and status = 'completed'"), Is.EqualTo(200));
    }
}
