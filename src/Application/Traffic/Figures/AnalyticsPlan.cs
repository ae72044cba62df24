using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Figures;

/// <summary>The windows of an analysis, what they ask of the figures, and what becomes of the answers; the dashboard shows the same numbers.</summary>
internal sealed record AnalyticsPlan(IReadOnlyList<FigureRequest> Requests, DateTimeOffset TimelineFrom, DateTimeOffset TimelineTo, FigureGrain Grain)
{
    // Beyond these a calendar ends, and with it the next hour or day.
    private static readonly DateTimeOffset Earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Everything =
    [
        FigureDimension.Status, FigureDimension.Channel, FigureDimension.Direction, FigureDimension.ContentType, FigureDimension.ErrorStage,
        FigureDimension.EventType, FigureDimension.Instance, FigureDimension.Processing, FigureDimension.Agent,
    ];

    /// <summary>Refuses a range that is empty or has too many buckets.</summary>
    public static AnalyticsPlan Of(GetEventAnalytics query, DateTimeOffset now)
    {
        var grain = query.Granularity is TimelineGranularity.Daily ? FigureGrain.Day : FigureGrain.Hour;
        var hasRange = !query.AllTime && (query.Since ?? query.Until) is not null;
        var until = query.AllTime ? now : query.Until ?? now;
        if (hasRange && (query.Since < Earliest || until < Earliest || until > Latest))
            throw new ValidationFailedException(query.Since < Earliest ? "since" : "until", $"From {Earliest.Year} to {Latest.Year}.");

        var since = query.Since ?? until.AddHours(-24);
        if (hasRange)
            Check(since, until, grain);

        var (from, to) = hasRange ? (since, until) : EventTimeline.UpTo(now, grain);
        var minutesFrom = query.InstanceId is null ? EventTimeline.MinutesFrom(now) : (DateTimeOffset?)null;
        var window = query.AllTime ? FigureWindow.Everything
            : hasRange ? FigureWindow.Of(since, until, minutesFrom: minutesFrom)
            : FigureWindow.Of(now.AddHours(-24), now, minutesFrom: minutesFrom);
        return new(
            [new(window, Everything), new(FigureWindow.Of(from, to, grain, minutesFrom), [FigureDimension.Status], grain)],
            from, to, grain);
    }

    public EventAnalyticsView View(IReadOnlyList<EventFigures> answers)
    {
        var totals = answers[0];
        var (total, completed) = (totals.Total, totals.Count(EventStatus.Completed));
        return new(
            total, completed, totals.Count(EventStatus.Failed), EventMetrics.Percent(completed, total),
            totals.AverageMs(FigureDimension.Processing), totals.AverageMs(FigureDimension.Agent), totals.Map(FigureDimension.ContentType),
            totals.Map(FigureDimension.ErrorStage), totals.Map(FigureDimension.Instance), totals.Map(FigureDimension.Channel),
            new(totals.Count(FigureDimension.Direction, "inbound"), totals.Count(FigureDimension.Direction, "outbound")),
            totals.Map(FigureDimension.EventType), answers[1].Timeline(TimelineFrom, TimelineTo, Grain));
    }

    private static void Check(DateTimeOffset since, DateTimeOffset until, FigureGrain grain)
    {
        if (since >= until)
            throw new ValidationFailedException("since", "Before until.");

        var days = grain is FigureGrain.Hour ? EventTimeline.MaxHourlyDays : EventTimeline.MaxDailyDays;
        if (until - since > TimeSpan.FromDays(days))
            throw new ValidationFailedException("since", $"At most {days} days before until with this granularity.");
    }
}
