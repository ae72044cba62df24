using System.Net;
using Hivemind.FunctionalTests.Webhooks;

namespace Hivemind.FunctionalTests.Traffic.Automations;

[Parallelizable(ParallelScope.All)]
public sealed class AutomationLimitTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task A_rate_holds_back_until_the_minute_is_over_and_says_so()
    {
        var time = new FakeTime(Noon);
        await using var server = await Hooks.Start(time: time);
        var organisation = await Hive.NewOrganisation(server);
        var id = await Automate.Create(organisation, Automate.Logging().With("limits", new { ratePerMinute = 2 }));

        for (var i = 0; i < 3; i++)
            await Automate.Happen(organisation);
        var rows = await Automate.Logged(organisation, id, 3);
        time.Advance(TimeSpan.FromMinutes(1));
        await Automate.Happen(organisation);
        var later = await Automate.Logged(organisation, id, 4);

        var held = rows.Single(row => row.Status() == "skipped");
        Assert.That(held.Error(), Is.EqualTo("held back: the rate of 2 executions per minute is used up"));
        Assert.That(held.GetProperty("conditionsMatched").GetBoolean(), Is.True);
        Assert.That(later.Count(row => row.Status() == "success"), Is.EqualTo(3));
    }

    [Test]
    public async Task A_budget_counts_the_actions_of_an_hour()
    {
        var time = new FakeTime(Noon);
        await using var server = await Hooks.Start(time: time);
        var organisation = await Hive.NewOrganisation(server);
        var id = await Automate.Create(organisation, Automate.Body("custom.test", Automate.Log("a"), Automate.Log("b")).With("limits", new { budgetPerHour = 5 }));

        for (var i = 0; i < 3; i++)
        {
            await Automate.Happen(organisation);
            time.Advance(TimeSpan.FromMinutes(10));
        }

        var rows = await Automate.Logged(organisation, id, 3);
        time.Advance(TimeSpan.FromMinutes(30));
        await Automate.Happen(organisation);
        var later = await Automate.Logged(organisation, id, 4);

        Assert.That(rows.Single(row => row.Status() == "skipped").Error(), Does.Contain("4 of the 5 actions per hour"));
        Assert.That(later.Count(row => row.Status() == "success"), Is.EqualTo(3));
    }

    [Test]
    public async Task No_more_than_its_concurrency_are_open()
    {
        var gate = new TaskCompletionSource();
        await using var receiver = await Receiver.Start((_, _) => gate.Task);
        var organisation = await Automate.Organisation();
        var id = await Automate.Create(organisation, Automate.Body("custom.test", Automate.Webhook(receiver.Url)).With("limits", new { maxConcurrent = 1 }));

        await Automate.Happen(organisation);
        await Automate.Happen(organisation);
        var held = (await Automate.Logged(organisation, id))[0];
        gate.SetResult();
        var rows = await Automate.Logged(organisation, id, 2);

        Assert.That(held.Error(), Does.StartWith("held back: 1 of at most 1"));
        Assert.That(rows.Count(row => row.Status() == "success"), Is.EqualTo(1));
        Assert.That(receiver.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_waits_of_a_disabled_automation_is_skipped()
    {
        await using var server = await Hooks.Start(jobs: false);
        var organisation = await Hive.NewOrganisation(server);
        var id = await Automate.Create(organisation, Automate.Logging());
        await Automate.Happen(organisation);
        (await organisation.Admin.Post($"automations/{id}/disable")).Expect(HttpStatusCode.OK);

        await using var running = await Hooks.Start(await Database(server));
        await Automate.Happen(organisation);
        var rows = await Automate.Logged(organisation, id);

        Assert.That(rows, Has.Count.EqualTo(1));
        Assert.That(rows[0].Error(), Is.EqualTo("held back: the automation was disabled"));
    }

    private static Task<string> Database(TestServer server) => Task.FromResult(server.Database.ConnectionString);
}
