namespace Hivemind.Domain.Traffic.Events;

/// <summary>The minutes, hours and days of figures and timelines, in UTC.</summary>
public static class EventTimeline
{
    public const int DefaultHours = 24;
    public const int DefaultDays = 30;
    public const int MaxHourlyDays = 31;
    public const int MaxDailyDays = 366;

    public static DateTimeOffset Floor(DateTimeOffset time, FigureGrain grain) =>
        new(time.UtcTicks - (time.UtcTicks % Length(grain).Ticks), TimeSpan.Zero);

    public static DateTimeOffset Ceiling(DateTimeOffset time, FigureGrain grain) =>
        Floor(time, grain) is var floor && floor == time ? floor : floor + Length(grain);

    public static TimeSpan Length(FigureGrain grain) => grain switch
    {
        FigureGrain.Minute => TimeSpan.FromMinutes(1),
        FigureGrain.Hour => TimeSpan.FromHours(1),
        _ => TimeSpan.FromDays(1),
    };

    /// <summary>Since when there are figures by the minute.</summary>
    public static DateTimeOffset MinutesFrom(DateTimeOffset now) => Floor(now, FigureGrain.Minute) - FigureWindow.MinutesKept;

    /// <summary>The whole hours or days that end with the current one: where the first begins and the last ends.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) UpTo(DateTimeOffset now, FigureGrain grain)
    {
        var end = Floor(now, grain) + Length(grain);
        return (end - (Length(grain) * (grain is FigureGrain.Hour ? DefaultHours : DefaultDays)), end);
    }

    /// <summary>The starts of all buckets that a span touches, ascending.</summary>
    public static IEnumerable<DateTimeOffset> Of(DateTimeOffset from, DateTimeOffset to, FigureGrain grain)
    {
        for (var bucket = Floor(from, grain); bucket < to; bucket += Length(grain))
            yield return bucket;
    }
}
