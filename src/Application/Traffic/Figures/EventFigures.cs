using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Application.Traffic.Figures;

/// <summary>What is asked of the figures of events: a window, the dimensions, and whether by bucket.</summary>
/// <param name="Buckets">Hour or day keeps the buckets apart; null adds them up.</param>
public sealed record FigureRequest(FigureWindow Window, IReadOnlyList<string> Dimensions, FigureGrain? Buckets = null);

/// <summary>The names of what figures of events are kept by.</summary>
public static class FigureDimension
{
    public const string Status = "status";
    public const string Channel = "channel";
    public const string Direction = "direction";
    public const string ContentType = "content_type";
    public const string ErrorStage = "error_stage";
    public const string EventType = "event_type";
    public const string Instance = "instance";

    /// <summary>Number and sum of processing times.</summary>
    public const string Processing = "processing";

    /// <summary>Cells of the histogram of processing times; kept for all time and all instances, and for no window.</summary>
    public const string ProcessingCell = "processing_cell";

    /// <summary>Number and sum of agent latencies.</summary>
    public const string Agent = "agent";
}

/// <summary>One kept number.</summary>
public sealed record Figure(string Dimension, DateTimeOffset? Bucket, string Key, long Count, long TotalMs);

/// <summary>The answer to one request.</summary>
public sealed class EventFigures(IReadOnlyList<Figure> figures)
{
    public long Total => Of(FigureDimension.Status).Sum(figure => figure.Count);

    public long Count(EventStatus status) => Count(FigureDimension.Status, EnumText.Of(status));

    public long Count(string dimension, string key) => Of(dimension).Where(figure => figure.Key == key).Sum(figure => figure.Count);

    /// <summary>Every key that has events, the most frequent first.</summary>
    public IReadOnlyDictionary<string, long> Map(string dimension) =>
        Of(dimension).Where(figure => figure.Count != 0).OrderByDescending(figure => figure.Count).ThenBy(figure => figure.Key, StringComparer.Ordinal)
            .ToDictionary(figure => figure.Key, figure => figure.Count);

    /// <summary>Null without data.</summary>
    public double? AverageMs(string dimension) =>
        Of(dimension).FirstOrDefault() is { Count: > 0 } figure ? (double)figure.TotalMs / figure.Count : null;

    /// <summary>The percentile of processing times; null without data.</summary>
    public double? Percentile(double fraction) => LogHistogram.Percentile(
        Of(FigureDimension.ProcessingCell).Select(figure => KeyValuePair.Create(int.Parse(figure.Key, System.Globalization.CultureInfo.InvariantCulture), figure.Count)), fraction);

    /// <summary>Every bucket of a span, also those without events.</summary>
    public IReadOnlyList<TimelineBucket> Timeline(DateTimeOffset from, DateTimeOffset to, FigureGrain grain)
    {
        var counts = Of(FigureDimension.Status).GroupBy(figure => figure.Bucket ?? default).ToDictionary(group => group.Key, group => group.Sum(figure => figure.Count));
        return [.. EventTimeline.Of(from, to, grain).Select(bucket => new TimelineBucket(bucket, counts.GetValueOrDefault(bucket)))];
    }

    private IEnumerable<Figure> Of(string dimension) => figures.Where(figure => figure.Dimension == dimension);
}
