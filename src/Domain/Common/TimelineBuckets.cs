namespace Hivemind.Domain.Common;

/// <summary>The whole UTC hours or days of a timeline, oldest first; the last is the current one.</summary>
public static class TimelineBuckets
{
    public static IReadOnlyList<DateTimeOffset> Days(DateTimeOffset now, int count) => Ending(DayOf(now), count, TimeSpan.FromDays(1));

    public static IReadOnlyList<DateTimeOffset> Hours(DateTimeOffset now, int count) => Ending(HourOf(now), count, TimeSpan.FromHours(1));

    public static DateTimeOffset DayOf(DateTimeOffset time) => new(time.UtcDateTime.Date, TimeSpan.Zero);

    public static DateTimeOffset HourOf(DateTimeOffset time) => DayOf(time).AddHours(time.UtcDateTime.Hour);

    private static IReadOnlyList<DateTimeOffset> Ending(DateTimeOffset last, int count, TimeSpan step) =>
        [.. Enumerable.Range(0, count).Select(i => last - (step * (count - 1 - i)))];
}
