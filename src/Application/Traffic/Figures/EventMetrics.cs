using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Figures;

/// <summary>What the metrics ask of the figures, and what they make of the answers; the dashboard shows the same numbers.</summary>
internal static class EventMetrics
{
    private static readonly string[] Overall =
        [FigureDimension.Status, FigureDimension.ErrorStage, FigureDimension.Processing, FigureDimension.ProcessingCell, FigureDimension.Agent];

    /// <summary>All time, the last hour, the last day and the last week.</summary>
    public static IReadOnlyList<FigureRequest> Requests(DateTimeOffset now)
    {
        return [new(FigureWindow.Everything, Overall), Last(TimeSpan.FromHours(1)), Last(TimeSpan.FromHours(24)), Last(TimeSpan.FromDays(7))];

        FigureRequest Last(TimeSpan time) =>
            new(FigureWindow.Of(now - time, now, minutesFrom: EventTimeline.MinutesFrom(now)), [FigureDimension.Status]);
    }

    public static EventMetricsView Of(TrafficSnapshot snapshot)
    {
        var (all, lastHour, lastDay, lastWeek) = (snapshot.Events[0], snapshot.Events[1].Total, snapshot.Events[2].Total, snapshot.Events[3].Total);
        var (total, failed) = (all.Total, all.Count(EventStatus.Failed));
        return new(
            total, lastHour, lastDay, lastWeek, lastDay / 24.0, lastHour / 60.0, all.Count(EventStatus.Completed), failed,
            all.Count(EventStatus.Received) + all.Count(EventStatus.Processing), all.AverageMs(FigureDimension.Processing),
            all.AverageMs(FigureDimension.Agent), all.Percentile(0.95), Percent(failed, total), all.Map(FigureDimension.ErrorStage),
            snapshot.DeadLetters.GetValueOrDefault("pending"), snapshot.DeadLetters.GetValueOrDefault("resolved"),
            snapshot.Payloads.Count, snapshot.Payloads.Bytes);
    }

    /// <summary>0 of nothing.</summary>
    public static double Percent(long part, long whole) => whole == 0 ? 0 : part * 100.0 / whole;
}
