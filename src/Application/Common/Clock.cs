namespace Hivemind.Application.Common;

/// <summary>The current instant as the database keeps it: UTC, whole microseconds.</summary>
public static class Clock
{
    public static DateTimeOffset Now(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
