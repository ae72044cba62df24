using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.DeadLetters;

namespace Hivemind.UnitTests.Traffic.DeadLetters;

[Parallelizable(ParallelScope.All)]
public sealed class DeadLetterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly HandlerError Broken = new("InvalidOperationException", "No route to 10.0.0.7.", null);

    [Test]
    public void Automatic_retries_come_after_one_six_and_twenty_four_hours_and_then_never()
    {
        var letter = New();
        List<TimeSpan?> waits = [];
        for (var i = 0; i < 4; i++)
        {
            waits.Add(letter.NextAutoRetryAt - (letter.LastRetryAt ?? letter.CreatedAt));
            letter = letter.Retry(RetryKind.Auto, null, force: false).Fail(Broken, Noon.AddDays(i));
        }

        Assert.That(waits, Is.EqualTo(new TimeSpan?[] { TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24), null }));
    }

    [Test]
    public void A_retry_by_hand_that_fails_moves_the_automatic_one_and_uses_none_up()
    {
        var letter = New().Retry(RetryKind.Manual, null, force: false).Fail(Broken, Noon.AddMinutes(30));

        Assert.That(letter.NextAutoRetryAt, Is.EqualTo(Noon.AddMinutes(90)));
        Assert.That((letter.AutoRetryCount, letter.ManualRetryCount), Is.EqualTo((0, 1)));
    }

    [TestCase(RetryKind.Manual, "manual-retry")]
    [TestCase(RetryKind.Auto, "auto-retry-1")]
    public void A_retry_that_goes_well_resolves_it_and_says_how(RetryKind kind, string note)
    {
        var letter = New().Retry(kind, null, force: false).Succeed(Noon.AddHours(1));

        Assert.That((letter.Status, letter.ResolvedBy, letter.NextAutoRetryAt), Is.EqualTo((DeadLetterStatus.Resolved, note, (DateTimeOffset?)null)));
    }

    [Test]
    public void Only_what_is_pending_can_be_retried_resolved_or_abandoned()
    {
        DeadLetter[] others = [New().Retry(RetryKind.Manual, null, false), New().Resolve("done by hand", Noon), New().Abandon(Noon)];

        foreach (var letter in others)
        {
            Assert.That(() => letter.Retry(RetryKind.Manual, null, force: true), Refuses());
            Assert.That(() => letter.Resolve("again", Noon), Refuses());
            Assert.That(() => letter.Abandon(Noon), Refuses());
        }
    }

    [Test]
    public void After_five_retries_by_hand_it_takes_force()
    {
        var letter = New();
        for (var i = 0; i < DeadLetter.MaxManualRetries; i++)
            letter = letter.Retry(RetryKind.Manual, null, force: false).Fail(Broken, Noon);

        Assert.That(() => letter.Retry(RetryKind.Manual, null, force: false), Refuses());
        Assert.That(letter.Retry(RetryKind.Manual, null, force: true).ManualRetryCount, Is.EqualTo(6));
    }

    [TestCase("No route to 10.0.0.7.", "No route to 10.0.0.8.", true)]
    [TestCase("The run 0199a3c4-1111-7abc-8def-0123456789ab is gone.", "The run 0199a3c4-2222-7abc-8def-0123456789ab is gone.", true)]
    [TestCase("Field \"name\" is missing at line 3", "Field \"colour\" is missing  at line 17", true)]
    [TestCase("Timed out after 1.5 s", "Refused after 1.5 s", false)]
    public void Errors_of_one_cause_have_one_fingerprint(string one, string other, bool same)
    {
        var prints = new[] { one, other }.Select(message => ErrorFingerprint.Of("matcher", new HandlerError("Exception", message, null))).ToList();

        Assert.That(prints[0] == prints[1], Is.EqualTo(same));
    }

    private static NUnit.Framework.Constraints.EqualStringConstraint Refuses() =>
        Throws.TypeOf<RuleException>().With.Property(nameof(RuleException.Code)).EqualTo(ErrorCode.InvalidState);

    private static DeadLetter New() => DeadLetter.Make(
        Guid.CreateVersion7(Noon), "org", Guid.CreateVersion7(Noon), "custom.order", null, "matcher", "{}", Broken, Noon);
}
