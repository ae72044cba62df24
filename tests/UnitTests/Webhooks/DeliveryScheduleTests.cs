using Hivemind.Domain.Webhooks;

namespace Hivemind.UnitTests.Webhooks;

[Parallelizable(ParallelScope.All)]
public sealed class DeliveryScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly WebhookDelivery Fresh = new()
    {
        Id = Guid.CreateVersion7(Now),
        EndpointId = Guid.CreateVersion7(Now),
        Event = WebhookEvent.KnowledgeApproved,
        Payload = "{}",
        CreatedAt = Now,
        UpdatedAt = Now,
        NextAttemptAt = Now,
    };

    [TestCase(1, 5)]
    [TestCase(2, 300)]
    [TestCase(3, 1_800)]
    [TestCase(4, 7_200)]
    [TestCase(5, 18_000)]
    [TestCase(6, 36_000)]
    [TestCase(7, 50_400)]
    public void The_next_attempt_follows_the_schedule_within_a_tenth(int attempts, int seconds)
    {
        Assert.That(DeliverySchedule.DelayAfter(attempts, 0.5)?.TotalSeconds, Is.EqualTo(seconds).Within(0.001));
        Assert.That(DeliverySchedule.DelayAfter(attempts, 0)?.TotalSeconds, Is.EqualTo(seconds * 0.9).Within(0.001));
        Assert.That(DeliverySchedule.DelayAfter(attempts, 1)?.TotalSeconds, Is.EqualTo(seconds * 1.1).Within(0.001));
    }

    [Test]
    public void After_eight_attempts_it_has_failed()
    {
        var delivery = Fresh;

        for (var i = 0; i < 7; i++)
            delivery = delivery.After(Answer(500), isEndpointActive: true, 0.5, Now);

        Assert.That(delivery.Status, Is.EqualTo(DeliveryStatus.Pending));
        delivery = delivery.After(Answer(500), isEndpointActive: true, 0.5, Now);
        Assert.That((delivery.Status, delivery.Attempts, delivery.NextAttemptAt, delivery.CompletedAt), Is.EqualTo((DeliveryStatus.Failed, 8, (DateTimeOffset?)null, Now)));
    }

    [Test]
    public void Started_again_it_has_the_whole_schedule_and_new_attempt_numbers()
    {
        var failed = Fresh with { Status = DeliveryStatus.Failed, Attempts = 8 };

        var again = failed.StartAgain(Now).After(Answer(500), isEndpointActive: true, 0.5, Now);

        Assert.That((again.Status, again.Attempts, again.NextAttemptAt), Is.EqualTo((DeliveryStatus.Pending, 9, Now.AddSeconds(5))));
    }

    [Test]
    public void A_busy_receiver_moves_the_attempt_later_but_never_earlier()
    {
        Assert.That(Next(Answer(429, retryAfter: 600)), Is.EqualTo(Now.AddMinutes(10)));
        Assert.That(Next(Answer(503, retryAfter: 600)), Is.EqualTo(Now.AddMinutes(10)));
        Assert.That(Next(Answer(429, retryAfter: 1)), Is.EqualTo(Now.AddSeconds(5)));
        Assert.That(Next(Answer(500, retryAfter: 600)), Is.EqualTo(Now.AddSeconds(5)));
    }

    [TestCase("120", 120)]
    [TestCase("0", 0)]
    [TestCase(" 7 ", 7)]
    [TestCase("86401", 86_400)]
    [TestCase("99999999999999999999", 86_400)]
    [TestCase("Sun, 01 Mar 2026 12:01:00 GMT", 60)]
    [TestCase("Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [TestCase("Sun, 01 Mar 2037 11:00:00 GMT", 86_400)]
    public void Retry_after_is_seconds_or_a_date_up_to_a_day(string header, int seconds) =>
        Assert.That(RetryAfter.Read(header, Now), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("-5")]
    [TestCase("1.5")]
    [TestCase("soon")]
    public void Any_other_retry_after_says_nothing(string? header) => Assert.That(RetryAfter.Read(header, Now), Is.Null);

    [Test]
    public void A_disabled_endpoint_ends_its_failing_deliveries_but_keeps_a_success()
    {
        Assert.That(Fresh.After(Answer(500), isEndpointActive: false, 0.5, Now).Error, Is.EqualTo("endpoint_disabled"));
        Assert.That(Fresh.After(Answer(200), isEndpointActive: false, 0.5, Now).Status, Is.EqualTo(DeliveryStatus.Succeeded));
    }

    private static DateTimeOffset? Next(AttemptResult result) => Fresh.After(result, isEndpointActive: true, 0.5, Now).NextAttemptAt;

    private static AttemptResult Answer(int code, int? retryAfter = null) =>
        new(Now, 1, code, null, code == 200 ? null : $"http_{code}", retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
}
