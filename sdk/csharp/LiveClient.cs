using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Hivemind.Client;

/// <summary>Follows the live log over server-sent events.</summary>
public sealed class LiveClient(HivemindConnection connection)
{
    /// <summary>
    /// Every message once and in order, until cancelled: resumes after every break where it stopped. A refusal that trying again does not
    /// heal ends it with a <see cref="HivemindProblemException"/>.
    /// </summary>
    public async IAsyncEnumerable<LiveMessage> WatchAsync(
        LiveOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var settings = options ?? new LiveOptions();
        var position = settings.After;
        var attempts = 0;
        long? brokenSince = null;

        while (true)
        {
            await using var line = new Line(connection, settings);
            if (await line.Open(position, cancellationToken).ConfigureAwait(false))
            {
                attempts = 0;
                if (brokenSince is { } since)
                    settings.Gap?.Invoke(settings.Time.GetElapsedTime(since));

                while (await line.Next(cancellationToken).ConfigureAwait(false) is { } item)
                {
                    position = item.EventId ?? position;
                    if (item.EventType is "reset")
                        settings.Reset?.Invoke(Data(item).GetProperty("reason").GetString() ?? "");
                    else if (item.EventType is not ("ping" or SseParser.EventTypeDefault))
                        yield return new LiveMessage(item.EventId ?? "", item.EventType, Data(item));
                }

                brokenSince = settings.Time.GetTimestamp();
            }

            brokenSince ??= settings.Time.GetTimestamp();
            await Task.Delay(Wait(settings, attempts++), settings.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static JsonElement Data(SseItem<string> item) => JsonElement.Parse(item.Data);

#pragma warning disable CA5394 // spreads reconnects, guards nothing
    private static TimeSpan Wait(LiveOptions options, int attempts)
    {
        var wait = Math.Min(options.LongestWait.TotalMilliseconds, options.FirstWait.TotalMilliseconds * Math.Pow(2, attempts));
        return TimeSpan.FromMilliseconds(wait * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
#pragma warning restore CA5394
}
