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
            using var line = new Line(connection, settings);
            var frame = await line.Open(position, cancellationToken).ConfigureAwait(false)
                ? await line.Next(cancellationToken).ConfigureAwait(false)
                : null;
            if (frame is not null) // the first one holds the position to resume from
            {
                position = frame.Id ?? position;
                attempts = 0;
                if (brokenSince is { } since)
                    settings.Gap?.Invoke(settings.Time.GetElapsedTime(since));

                brokenSince = null;
                settings.Connected?.Invoke();
            }

            for (; frame is not null; frame = await line.Next(cancellationToken).ConfigureAwait(false))
            {
                position = frame.Id ?? position;
                if (frame.Name is "reset")
                    settings.Reset?.Invoke(Data(frame).GetProperty("reason").GetString() ?? "");
                else if (frame is { Name: not (null or "ping"), Id: { } id })
                    yield return new LiveMessage(id, frame.Name, Data(frame));
            }

            brokenSince ??= settings.Time.GetTimestamp();
            await Task.Delay(Wait(settings, attempts++), settings.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static JsonElement Data(Frame frame) => JsonElement.Parse(frame.Data);

#pragma warning disable CA5394 // spreads reconnects, guards nothing
    private static TimeSpan Wait(LiveOptions options, int attempts)
    {
        var wait = Math.Min(options.LongestWait.TotalMilliseconds, options.FirstWait.TotalMilliseconds * Math.Pow(2, attempts));
        return TimeSpan.FromMilliseconds(wait * (0.5 + (Random.Shared.NextDouble() / 2)));
    }
#pragma warning restore CA5394
}
