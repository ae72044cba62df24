using Hivemind.Domain.Webhooks;

namespace Hivemind.UnitTests.Webhooks;

[Parallelizable(ParallelScope.All)]
public sealed class EndpointHealthTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Five_failures_in_a_row_open_the_circuit_for_a_minute()
    {
        var four = Fail(EndpointHealth.Good, Now, times: 4);
        var five = Fail(four, Now);

        Assert.That(four.CircuitAt(Now), Is.EqualTo(Circuit.Closed));
        Assert.That(five.CircuitAt(Now), Is.EqualTo(Circuit.Open));
        Assert.That(five.CircuitAt(Now.AddSeconds(59.9)), Is.EqualTo(Circuit.Open));
        Assert.That(five.CircuitAt(Now.AddSeconds(60)), Is.EqualTo(Circuit.HalfOpen));
    }

    [Test]
    public void A_success_between_starts_the_count_again()
    {
        var health = Fail(Fail(EndpointHealth.Good, Now, times: 4).After(Result(200, Now), Now), Now, times: 4);

        Assert.That(health.CircuitAt(Now), Is.EqualTo(Circuit.Closed));
    }

    [Test]
    public void Each_failed_probe_doubles_the_pause_up_to_a_quarter_of_an_hour()
    {
        var (health, at) = (Fail(EndpointHealth.Good, Now, times: 5), Now);
        List<double> minutes = [];

        for (var i = 0; i < 7; i++)
        {
            minutes.Add((health.CircuitOpenUntil!.Value - at).TotalMinutes);
            at = health.CircuitOpenUntil.Value;
            health = Fail(health, at);
        }

        Assert.That(minutes, Is.EqualTo(new[] { 1.0, 2, 4, 8, 15, 15, 15 }));
    }

    [Test]
    public void Calls_that_began_before_the_pause_ended_do_not_prolong_it()
    {
        var open = Fail(EndpointHealth.Good, Now, times: 5);

        var late = open.After(Result(500, startedAt: Now), Now.AddSeconds(61));

        Assert.That(late.CircuitOpenUntil, Is.EqualTo(open.CircuitOpenUntil));
    }

    [Test]
    public void A_good_probe_closes_it()
    {
        var health = Fail(EndpointHealth.Good, Now, times: 5).After(Result(200, Now.AddMinutes(1)), Now.AddMinutes(1));

        Assert.That(health, Is.EqualTo(EndpointHealth.Good));
    }

    [Test]
    public void Five_days_of_nothing_but_failures_disable_the_endpoint()
    {
        var failing = Endpoint().After(Result(500, Now), Now);

        Assert.That(failing.After(Result(500, Now), Now.AddDays(5).AddSeconds(-1)).IsActive, Is.True);
        var disabled = failing.After(Result(500, Now), Now.AddDays(5));
        Assert.That((disabled.IsActive, disabled.DisabledReason, disabled.DisabledAt), Is.EqualTo((false, DisabledReason.Failing, Now.AddDays(5))));
    }

    [Test]
    public void Gone_disables_at_once_and_enabling_wipes_the_record()
    {
        var gone = Endpoint().After(Result(410, Now), Now);

        Assert.That((gone.IsActive, gone.DisabledReason), Is.EqualTo((false, DisabledReason.Gone)));
        Assert.That((gone.Enable().Health, gone.Enable().DisabledReason), Is.EqualTo((EndpointHealth.Good, (DisabledReason?)null)));
    }

    [Test]
    public void Counting_a_failure_does_not_change_how_it_looks()
    {
        var one = Endpoint().After(Result(500, Now), Now);

        Assert.That(one.LooksLike(Endpoint()), Is.False);
        Assert.That(one.After(Result(500, Now), Now).LooksLike(one), Is.True);
    }

    private static readonly WebhookEndpoint Stored = new()
    {
        Id = Guid.CreateVersion7(Now),
        OrgId = "one",
        Url = "https://example.com/",
        Secret = [],
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    private static WebhookEndpoint Endpoint() => Stored;

    private static EndpointHealth Fail(EndpointHealth health, DateTimeOffset at, int times = 1)
    {
        for (var i = 0; i < times; i++)
            health = health.After(Result(500, at), at);

        return health;
    }

    private static AttemptResult Result(int code, DateTimeOffset startedAt) => new(startedAt, 1, code, null, code == 200 ? null : $"http_{code}");
}
