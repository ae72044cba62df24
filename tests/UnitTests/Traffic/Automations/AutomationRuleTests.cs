using FsCheck;
using FsCheck.Fluent;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.UnitTests.Traffic.Automations;

[Parallelizable(ParallelScope.All)]
public sealed class AutomationRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_fixed_window_fires_a_while_after_its_last_event()
    {
        var debounce = new Debounce { Mode = DebounceMode.Fixed, DelayMs = 5_000 };

        Assert.That(debounce.FiresAt(Noon, Noon.AddSeconds(10), 0.5), Is.EqualTo(Noon.AddSeconds(15)));
        Assert.That(debounce.FiresAt(Noon, Noon.AddSeconds(299), 0.5), Is.EqualTo(Noon.AddSeconds(300)));
    }

    [TestCase(0.0, 1_000)]
    [TestCase(0.5, 2_000)]
    [TestCase(0.9999999, 3_000)]
    public void A_range_window_draws_its_delay(double draw, int milliseconds) =>
        Assert.That(new Debounce { Mode = DebounceMode.Range, MinMs = 1_000, MaxMs = 3_000 }.FiresAt(Noon, Noon, draw), Is.EqualTo(Noon.AddMilliseconds(milliseconds)));

    [Test]
    public void A_presence_window_waits_no_longer_than_its_limit()
    {
        var debounce = new Debounce { Mode = DebounceMode.Presence, BaseDelayMs = 2_000, MaxWaitMs = 6_000, ExtendOnEvents = ["presence.typing"] };

        Assert.That(debounce.FiresAt(Noon, Noon.AddSeconds(3), 0), Is.EqualTo(Noon.AddSeconds(5)));
        Assert.That(debounce.FiresAt(Noon, Noon.AddSeconds(5), 0), Is.EqualTo(Noon.AddSeconds(6)));
        Assert.That(debounce.IsExtendedBy("presence.typing"), Is.True);
        Assert.That(debounce.IsExtendedBy("message.received"), Is.False);
        Assert.That((debounce with { Mode = DebounceMode.Fixed }).IsExtendedBy("presence.typing"), Is.False);
    }

    [Test]
    public void A_window_never_fires_later_than_300_seconds_after_its_first_event()
    {
        var windows = Gen.Choose(100, 300_000).SelectMany(low => Gen.Choose(low, 300_000).Select(high => (low, high)));
        Prop.ForAll(Arb.From(Gen.Zip(windows, Gen.Zip(Gen.Choose(0, 300_000), Gen.Choose(0, 999)))), input =>
        {
            var ((low, high), (after, draw)) = input;
            Debounce[] all =
            [
                new() { Mode = DebounceMode.Fixed, DelayMs = low },
                new() { Mode = DebounceMode.Range, MinMs = low, MaxMs = high },
                new() { Mode = DebounceMode.Presence, BaseDelayMs = low, MaxWaitMs = high },
            ];
            return all.All(one => one.Fault() is null && one.FiresAt(Noon, Noon.AddMilliseconds(after), draw / 1000.0) <= Noon.AddSeconds(300));
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void Times_out_of_bounds_are_faults()
    {
        Assert.That(Debounce.None.Fault(), Is.Null);
        Assert.That(new Debounce { Mode = DebounceMode.Fixed }.Fault(), Is.Not.Null);
        Assert.That(new Debounce { Mode = DebounceMode.Fixed, DelayMs = 99 }.Fault(), Is.Not.Null);
        Assert.That(new Debounce { Mode = DebounceMode.Range, MinMs = 200, MaxMs = 100 }.Fault(), Is.Not.Null);
        Assert.That(new Debounce { Mode = DebounceMode.Range, MinMs = 100, MaxMs = 300_001 }.Fault(), Is.Not.Null);
        Assert.That(new Debounce { Mode = DebounceMode.Presence, BaseDelayMs = 100 }.Fault(), Is.Not.Null);
    }

    [Test]
    public void Limits_hold_back_and_say_why()
    {
        var limits = new AutomationLimits(RatePerMinute: 10, MaxConcurrent: 2, BudgetPerHour: 20);

        Assert.That(limits.Refusal(new AutomationUse(1, 9, 18), actions: 2), Is.Null);
        Assert.That(limits.Refusal(new AutomationUse(2, 0, 0), 1), Does.Contain("at most 2"));
        Assert.That(limits.Refusal(new AutomationUse(0, 10, 0), 1), Does.Contain("10 executions per minute"));
        Assert.That(limits.Refusal(new AutomationUse(0, 0, 19), 2), Does.Contain("20 actions per hour"));
        Assert.That(AutomationLimits.None.Refusal(new AutomationUse(999, 999, 999), 9), Is.Null);
    }

    [Test]
    public void A_chain_of_automations_ends()
    {
        Assert.That(CausationDepth.Next(7, 8), Is.EqualTo(8));
        Assert.That(() => CausationDepth.Next(8, 8), Throws.InstanceOf<RuleException>().With.Message.Contains("depth limit"));
    }
}
