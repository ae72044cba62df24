using Hivemind.Domain.Traffic.Events;

namespace Hivemind.UnitTests.Traffic.Events;

public sealed class FigureWindowTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 20, 12, 0, 0, TimeSpan.Zero);

    [TestCase(-7 * 24 * 60 * 60 + 17, 93, FigureGrain.Day, -8 * 24 * 60)]
    [TestCase(-7 * 24 * 60 * 60 + 17, 93, FigureGrain.Hour, -8 * 24 * 60)]
    [TestCase(-7 * 24 * 60 * 60 + 17, 93, FigureGrain.Day, -3 * 24 * 60)]
    [TestCase(-7 * 24 * 60 * 60 + 17, 93, FigureGrain.Day, null)]
    [TestCase(-3 * 60 * 60, 0, FigureGrain.Day, -8 * 24 * 60)]
    [TestCase(-30 * 60, 30 * 60, FigureGrain.Hour, -10)]
    [TestCase(-100, -20, FigureGrain.Day, -8 * 24 * 60)]
    [TestCase(-15, -5, FigureGrain.Day, -8 * 24 * 60)]
    public void A_window_is_covered_once_and_its_spans_are_whole(int since, int until, FigureGrain coarsest, int? minutesFrom)
    {
        var (from, to) = (Noon.AddSeconds(since), Noon.AddSeconds(until));

        var window = FigureWindow.Of(from, to, coarsest, minutesFrom is { } minutes ? Noon.AddMinutes(minutes) : null);

        var pieces = window.Spans.Select(span => (span.From, span.To)).Concat(window.Ragged.Select(part => (part.From, part.To))).Order().ToList();
        Assert.That((pieces[0].From, pieces[^1].To), Is.EqualTo((from, to)));
        Assert.That(pieces.Zip(pieces.Skip(1)), Has.All.Matches<((DateTimeOffset From, DateTimeOffset To) One, (DateTimeOffset From, DateTimeOffset To) Next)>(pair => pair.One.To == pair.Next.From));
        Assert.That(window.Spans, Has.All.Matches<FigureSpan>(span =>
            EventTimeline.Floor(span.From, span.Grain) == span.From && EventTimeline.Floor(span.To, span.Grain) == span.To && span.Grain <= coarsest));
        Assert.That(window.Spans.Where(span => span.Grain is FigureGrain.Minute), Has.All.Matches<FigureSpan>(span => minutesFrom is not null && span.From >= Noon.AddMinutes(minutesFrom ?? 0)));
    }

    [Test]
    public void With_minutes_only_parts_of_one_are_ragged()
    {
        var now = Noon.AddMinutes(42).AddSeconds(17);

        var window = FigureWindow.Of(now.AddDays(-7), now, minutesFrom: EventTimeline.MinutesFrom(now));

        Assert.That(window.Ragged, Has.All.Matches<RaggedSpan>(part => part.To - part.From < TimeSpan.FromMinutes(1)));
        Assert.That(window.Spans.Select(span => span.Grain), Is.EqualTo(new[]
        {
            FigureGrain.Minute, FigureGrain.Hour, FigureGrain.Day, FigureGrain.Hour, FigureGrain.Minute,
        }));
    }
}
