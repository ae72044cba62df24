using System.Text.Json;
using Hivemind.FunctionalTests.Webhooks;
using Hivemind.Infrastructure.Traffic.Automations.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Traffic.Automations;

[Parallelizable(ParallelScope.All)]
public sealed class DebounceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Ada = Guid.Parse("0195a000-0000-7000-8000-00000000ada0");
    private static readonly Guid Bob = Guid.Parse("0195a000-0000-7000-8000-00000000b0b0");

    [Test]
    public async Task Events_of_one_person_run_together_a_while_after_the_last_also_after_a_restart()
    {
        var (time, database) = (new FakeTime(Noon), await TestApp.CloneDatabase());
        var first = await Hooks.Start(database, time);
        var organisation = await Hive.NewOrganisation(first);
        var id = await Create(organisation, new { mode = "fixed", delayMs = 5_000 });

        await Say(organisation, Ada, "one");
        Advance(first, time, 3);
        await Say(organisation, Ada, "two");
        await Say(organisation, Bob, "other");
        Advance(first, time, 3);
        await first.DisposeAsync();

        await using var second = await Hooks.Start(database, time);
        organisation = await Reopen(organisation, second);
        (await organisation.Admin.Patch($"automations/{id}", """{"priority":5}""")).Expect(System.Net.HttpStatusCode.OK);
        await Say(organisation, Ada, "three");
        Advance(second, time, 2.5);
        var bobs = (await Automate.Logged(organisation, id))[0];
        Assert.That((await organisation.Admin.Get($"automations/{id}/logs")).Json.GetProperty("items").GetArrayLength(), Is.EqualTo(1));
        Advance(second, time, 2.5);
        var rows = await Automate.Logged(organisation, id, 2);

        Assert.That(Said(bobs), Is.EqualTo("other (other)"));
        Assert.That(Said(rows[0]), Is.EqualTo("one two three (three)"));
    }

    [Test]
    public async Task A_sign_of_presence_extends_the_window_up_to_its_limit()
    {
        var time = new FakeTime(Noon);
        await using var server = await Hooks.Start(time: time);
        var organisation = await Hive.NewOrganisation(server);
        var id = await Create(organisation, new { mode = "presence", baseDelayMs = 4_000, maxWaitMs = 9_000, extendOnEvents = new[] { "presence.typing" } });

        await Say(organisation, Ada, "hi");
        await Say(organisation, Bob, "hey");
        Advance(server, time, 3);
        await Automate.Happen(organisation, "presence.typing", change: e => e with { PersonId = Ada });
        Advance(server, time, 2);
        var bobs = (await Automate.Logged(organisation, id))[0];
        Advance(server, time, 1);
        await Automate.Happen(organisation, "presence.typing", change: e => e with { PersonId = Ada });
        Assert.That(await FiresAt(organisation), Is.EqualTo(Noon.AddSeconds(9)), "not later than the limit");
        Advance(server, time, 3);
        var rows = await Automate.Logged(organisation, id, 2);

        Assert.That(Said(bobs), Is.EqualTo("hey (hey)"));
        Assert.That(Said(rows[0]), Is.EqualTo("hi (hi)"), "signs of presence are not messages");
    }

    [Test]
    public async Task A_random_delay_stays_in_its_range_and_conditions_are_asked_for_every_event()
    {
        var time = new FakeTime(Noon);
        await using var server = await Hooks.Start(time: time);
        var organisation = await Hive.NewOrganisation(server);
        var id = await Create(organisation, new { mode = "range", minMs = 2_000, maxMs = 6_000 }, new { field = "text", @operator = "neq", value = "no" });

        await Say(organisation, Ada, "yes");
        await Say(organisation, Ada, "no");
        var firesAt = await FiresAt(organisation);
        Advance(server, time, 6.1);
        var rows = await Automate.Logged(organisation, id, 2);

        Assert.That(firesAt, Is.InRange(Noon.AddSeconds(2), Noon.AddSeconds(6)));
        Assert.That(rows.Select(row => row.Status()), Is.EquivalentTo(new[] { "skipped", "success" }));
        Assert.That(Said(rows.Single(row => row.Status() == "success")), Is.EqualTo("yes (yes)"));
    }

    [Test]
    public async Task Of_many_processes_one_fires_a_window()
    {
        var (time, database) = (new FakeTime(Noon), await TestApp.CloneDatabase());
        await using var one = await Hooks.Start(database, time);
        await using var two = await Hooks.Start(database, time);
        var organisation = await Hive.NewOrganisation(one);
        var id = await Create(organisation, new { mode = "fixed", delayMs = 1_000 });

        foreach (var number in Enumerable.Range(0, 30))
            await Say(organisation with { Server = number % 2 == 0 ? one : two }, Guid.CreateVersion7(), $"{number}");
        Advance(one, time, 1);
        Ring(two);
        var rows = await Automate.Logged(organisation, id, 30);

        Assert.That(rows.Select(Said).Distinct().Count(), Is.EqualTo(30));
        Assert.That((await Automate.Metrics(organisation)).GetProperty("totalExecutions").GetInt32(), Is.EqualTo(30));
    }

    private static Task<Guid> Create(Organisation organisation, object debounce, params object[] conditions) =>
        Automate.Create(organisation, Automate.Body("message.received", Automate.Log("{{messages.0.text}} {{messages.1.text}} {{messages.2.text}} ({{payload.text}})"))
            .With("debounce", debounce).With("triggerConditions", conditions));

    private static Task<Guid> Say(Organisation organisation, Guid person, string text) =>
        Automate.Happen(organisation, "message.received", change: e => e with { PersonId = person, TextContent = text });

    private static string Said(JsonElement row) => string.Join(' ', $"{row.Result(0).GetProperty("message")}".Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static Task<DateTimeOffset> FiresAt(Organisation organisation) =>
        Automate.Read<DateTimeOffset>(organisation, "select max(fires_at) from automation_windows where org_id = @Id", new { organisation.Id });

    private static void Advance(TestServer server, FakeTime time, double seconds)
    {
        time.Advance(TimeSpan.FromSeconds(seconds));
        Ring(server);
    }

    private static void Ring(TestServer server) => server.Services.GetRequiredService<AutomationBell>().Ring();

    private static Task<Organisation> Reopen(Organisation organisation, TestServer server) =>
        Task.FromResult(organisation with { Server = server, Admin = organisation.Admin.At(server) });
}
