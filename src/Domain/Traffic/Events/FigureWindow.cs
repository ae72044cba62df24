namespace Hivemind.Domain.Traffic.Events;

/// <summary>How fine a kept figure is.</summary>
public enum FigureGrain
{
    Hour,
    Day,
    All,
}

/// <summary>A run of whole buckets of one grain.</summary>
public sealed record FigureSpan(FigureGrain Grain, DateTimeOffset From, DateTimeOffset To);

/// <summary>A part of an hour, which no kept figure covers: it is counted.</summary>
public sealed record RaggedSpan(DateTimeOffset From, DateTimeOffset To);

/// <summary>A window of time cut into what figures are kept of: whole days between whole hours between ragged ends.</summary>
public sealed record FigureWindow(IReadOnlyList<FigureSpan> Spans, IReadOnlyList<RaggedSpan> Ragged)
{
    /// <summary>All time, the future too.</summary>
    public static readonly FigureWindow Everything = new([new(FigureGrain.All, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue)], []);

    /// <summary>From since up to but without until.</summary>
    /// <param name="finest">Hour keeps the hours apart, for a timeline; Day takes whole days together.</param>
    public static FigureWindow Of(DateTimeOffset since, DateTimeOffset until, FigureGrain finest = FigureGrain.Day)
    {
        var (firstHour, lastHour) = (EventTimeline.Ceiling(since, FigureGrain.Hour), EventTimeline.Floor(until, FigureGrain.Hour));
        if (firstHour > lastHour)
            return new([], [new(since, until)]);

        var (firstDay, lastDay) = (EventTimeline.Ceiling(firstHour, FigureGrain.Day), EventTimeline.Floor(lastHour, FigureGrain.Day));
        FigureSpan[] spans = finest is FigureGrain.Hour || firstDay >= lastDay
            ? [new(FigureGrain.Hour, firstHour, lastHour)]
            : [new(FigureGrain.Hour, firstHour, firstDay), new(FigureGrain.Day, firstDay, lastDay), new(FigureGrain.Hour, lastDay, lastHour)];
        RaggedSpan[] ragged = [new(since, firstHour), new(lastHour, until)];

        return new([.. spans.Where(span => span.From < span.To)], [.. ragged.Where(span => span.From < span.To)]);
    }
}
