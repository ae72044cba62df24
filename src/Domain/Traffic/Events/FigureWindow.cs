namespace Hivemind.Domain.Traffic.Events;

/// <summary>How fine a kept figure is.</summary>
public enum FigureGrain
{
    Minute,
    Hour,
    Day,
    All,
}

/// <summary>A run of whole buckets of one grain.</summary>
public sealed record FigureSpan(FigureGrain Grain, DateTimeOffset From, DateTimeOffset To);

/// <summary>A part of a bucket, which no kept figure covers: it is counted.</summary>
public sealed record RaggedSpan(DateTimeOffset From, DateTimeOffset To);

/// <summary>A window of time cut into what figures are kept of: whole days between hours between minutes between ragged ends.</summary>
public sealed record FigureWindow(IReadOnlyList<FigureSpan> Spans, IReadOnlyList<RaggedSpan> Ragged)
{
    /// <summary>Figures by the minute are kept of all instances together, and so long.</summary>
    public static readonly TimeSpan MinutesKept = TimeSpan.FromDays(8);

    /// <summary>All time, the future too.</summary>
    public static readonly FigureWindow Everything = new([new(FigureGrain.All, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue)], []);

    /// <summary>From since up to but without until.</summary>
    /// <param name="coarsest">Hour keeps the hours apart, for a timeline; Day takes whole days together.</param>
    /// <param name="minutesFrom">When figures by the minute begin; null where there are none.</param>
    public static FigureWindow Of(
        DateTimeOffset since, DateTimeOffset until, FigureGrain coarsest = FigureGrain.Day, DateTimeOffset? minutesFrom = null)
    {
        var (spans, ragged) = (new List<FigureSpan>(), new List<RaggedSpan>());
        Cut(since, until, coarsest);
        return new(spans, ragged);

        void Cut(DateTimeOffset from, DateTimeOffset to, FigureGrain grain)
        {
            if (from >= to)
                return;

            var (first, last) = (EventTimeline.Ceiling(from, grain), EventTimeline.Floor(to, grain));
            if (grain is FigureGrain.Minute && minutesFrom is { } start && start > first)
                first = start;

            if (grain is FigureGrain.Minute && (minutesFrom is null || first >= last))
            {
                ragged.Add(new(from, to));
            }
            else if (first >= last)
            {
                Cut(from, to, grain - 1);
            }
            else
            {
                CutEnd(from, first, grain);
                spans.Add(new(grain, first, last));
                CutEnd(last, to, grain);
            }
        }

        void CutEnd(DateTimeOffset from, DateTimeOffset to, FigureGrain grain)
        {
            if (grain is not FigureGrain.Minute)
                Cut(from, to, grain - 1);
            else if (from < to)
                ragged.Add(new(from, to));
        }
    }
}
