using System.Globalization;

namespace Hivemind.Domain.Webhooks;

/// <summary>The Retry-After header: seconds or an HTTP date, honoured up to a day.</summary>
public static class RetryAfter
{
    public static readonly TimeSpan Max = TimeSpan.FromHours(24);

    /// <summary>How long the receiver asks to wait; null for what is neither form.</summary>
    public static TimeSpan? Read(string? header, DateTimeOffset now)
    {
        var text = header?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;

        if (text.All(char.IsAsciiDigit))
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < Max.TotalSeconds
                ? TimeSpan.FromSeconds(seconds)
                : Max;

        return DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? TimeSpan.FromTicks(Math.Clamp((until - now).Ticks, 0, Max.Ticks))
            : null;
    }
}
