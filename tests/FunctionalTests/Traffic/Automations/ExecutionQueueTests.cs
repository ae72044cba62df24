using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Application.Traffic.Processing;
using Hivemind.FunctionalTests.Webhooks;
using Hivemind.Infrastructure.Traffic.Automations.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Traffic.Automations;

[Parallelizable(ParallelScope.All)]
public sealed class ExecutionQueueTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Two_processes_run_each_execution_once_and_five_of_an_instance_at_once()
    {
        var database = await TestApp.CloneDatabase();
        await using var one = await Hooks.Start(database);
        await using var two = await Hooks.Start(database);
        await using var receiver = await Receiver.Start((context, _) => Task.Delay(5, context.RequestAborted));
        var organisation = await Hive.NewOrganisation(one);
        var id = await Automate.Create(organisation, Automate.Body("custom.test", Automate.Webhook($"{receiver.Url}/{{{{payload.n}}}}")));

        await Task.WhenAll(Enumerable.Range(0, 60).Select(n => Automate.Happen(organisation with { Server = n % 2 == 0 ? one : two }, payload: new { n })));
        await Automate.Logged(organisation, id, 60);

        Assert.That(receiver.Calls.Select(call => call.Path).Distinct().Count(), Is.EqualTo(60));
        Assert.That(receiver.Calls, Has.Count.EqualTo(60));
        Assert.That(receiver.MostAtOnce, Is.InRange(2, ExecutionClaims.MaxActive));
        Assert.That((await Automate.Metrics(organisation)).GetProperty("totalExecutions").GetInt32(), Is.EqualTo(60));
    }

    [Test]
    public async Task A_full_queue_is_no_failure_and_another_instance_has_its_own()
    {
        await using var server = await Hooks.Start(jobs: false);
        var organisation = await Hive.NewOrganisation(server);
        await Automate.Create(organisation, Automate.Logging());
        for (var n = 0; n < 100; n++)
            await Automate.Happen(organisation, payload: new { n });

        Assert.That(() => Automate.Happen(organisation), Throws.InstanceOf<HandlerBusyException>());
        var instance = Guid.CreateVersion7();
        await Automate.Happen(organisation, change: e => e with { InstanceId = instance });

        var metrics = await Automate.Metrics(organisation);
        var queues = metrics.GetProperty("instanceQueues").EnumerateArray()
            .ToDictionary(queue => queue.GetProperty("instanceId").GetString() ?? "", queue => queue.GetProperty("pendingCount").GetInt32());
        Assert.That(queues, Is.EqualTo(new Dictionary<string, int> { ["default"] = 100, [$"{instance}"] = 1 }));
        Assert.That(metrics.GetProperty("running").GetBoolean(), Is.False, "no process runs the engine");
    }

    [Test]
    public async Task The_more_important_and_older_run_first()
    {
        await using var server = await Hooks.Start(jobs: false);
        var organisation = await Hive.NewOrganisation(server);
        var low = await Automate.Create(organisation, Automate.Logging().With("priority", -1));
        var high = await Automate.Create(organisation, Automate.Logging().With("priority", 9));
        var claims = server.Services.GetRequiredService<ExecutionClaims>();

        for (var n = 0; n < 3; n++)
            await Automate.Happen(organisation, payload: new { n });
        var taken = await claims.Claim(10, CancellationToken.None);

        Assert.That(taken.Select(one => one.Execution.AutomationId).Count(id => id == high), Is.EqualTo(3));
        Assert.That(taken.Select(one => one.Execution.AutomationId).Count(id => id == low), Is.EqualTo(2));
        Assert.That(taken.Where(one => one.Execution.AutomationId == low).Select(one => one.Execution.Trigger.Payload.GetProperty("n").GetInt32()), Is.EquivalentTo(new[] { 0, 1 }));
        Assert.That(await claims.Claim(10, CancellationToken.None), Is.Empty, "five at once");
    }

    [Test]
    public async Task What_a_dead_process_had_begun_goes_on_after_its_last_stored_action()
    {
        var (time, database) = (new FakeTime(Noon), await TestApp.CloneDatabase());
        await using var dying = await Hooks.Start(database, time, jobs: false);
        var organisation = await Hive.NewOrganisation(dying);
        var id = await Automate.Create(organisation, Automate.Body("custom.test", Automate.Emit("custom.first"), Automate.Emit("custom.second")));
        await Automate.Happen(organisation);
        var claim = (await dying.Services.GetRequiredService<ExecutionClaims>().Claim(1, CancellationToken.None)).Single();
        using var death = new CancellationTokenSource();
        var runner = dying.Services.GetRequiredService<ActionRunner>();
        Assert.That(() => runner.Run(claim.Execution, _ => death.Cancel(), death.Token), Throws.InstanceOf<OperationCanceledException>());

        await using var other = await Hooks.Start(database, time);
        time.Advance(ExecutionClaims.Lease);
        other.Services.GetRequiredService<AutomationBell>().Ring();
        var row = (await Automate.Logged(organisation, id))[0];

        Assert.That(row.Status(), Is.EqualTo("success"));
        Assert.That(row.GetProperty("actionsExecuted").GetArrayLength(), Is.EqualTo(2));
        Assert.That(await Count(organisation, "custom.first"), Is.EqualTo(1));
        Assert.That(await Count(organisation, "custom.second"), Is.EqualTo(1));
        Assert.That(() => runner.Run(claim.Execution, _ => { }, CancellationToken.None), Throws.InstanceOf<ExecutionLostException>());
        Assert.That(await Count(organisation, "custom.first"), Is.EqualTo(1), "a process that lost its lease writes nothing more");
    }

    [Test]
    public async Task An_event_handled_again_while_it_waits_is_one_execution()
    {
        await using var server = await Hooks.Start(jobs: false);
        var organisation = await Hive.NewOrganisation(server);
        await Automate.Create(organisation, Automate.Logging());
        var id = Guid.CreateVersion7();

        await Automate.Happen(organisation, change: e => e with { Id = id });
        await Automate.Happen(organisation, change: e => e with { Id = id });

        Assert.That(await Automate.Read<long>(organisation, "select count(*) from automation_executions"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_change_counts_for_the_very_next_event_in_every_process()
    {
        var database = await TestApp.CloneDatabase();
        await using var one = await Hooks.Start(database);
        await using var two = await Hooks.Start(database);
        var organisation = await Hive.NewOrganisation(one);
        var elsewhere = organisation with { Server = two, Admin = organisation.Admin.At(two) };
        var id = await Automate.Create(organisation, Automate.Logging());
        await Automate.Happen(elsewhere);
        await Automate.Logged(organisation, id);

        for (var n = 2; n < 12; n++)
        {
            var on = n % 2 == 0 ? organisation : elsewhere;
            await on.Admin.Patch($"automations/{id}", Automate.Json(new { actions = new[] { Automate.Log($"change {n}") } }));
            await Automate.Happen(on == organisation ? elsewhere : organisation);
            var newest = (await Automate.Logged(organisation, id, n))[0];
            Assert.That(newest.Result(0).GetProperty("message").GetString(), Is.EqualTo($"change {n}"));
        }
    }

    private static Task<long> Count(Organisation organisation, string type) =>
        Automate.Read<long>(organisation, "select count(*) from events where org_id = @Id and event_type = @type", new { organisation.Id, type });
}
