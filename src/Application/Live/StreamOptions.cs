using System.ComponentModel.DataAnnotations;

namespace Hivemind.Application.Live;

/// <summary>The live log and its streams.</summary>
public sealed class StreamOptions
{
    /// <summary>Days that rows of the log are kept; a subscriber that was away for longer gets a reset.</summary>
    [Range(1, 365)]
    public int RetentionDays { get; set; } = 7;

    /// <summary>Messages that may wait for a subscriber that does not read; one more and it is disconnected.</summary>
    [Range(1, 100_000)]
    public int QueueLength { get; set; } = 256;

    /// <summary>Seconds after which the log is read without a ring.</summary>
    [Range(1, 60)]
    public int PollSeconds { get; set; } = 1;

    /// <summary>Megabytes of the newest rows that each process keeps for subscribers that resume or fall behind; they share them.</summary>
    [Range(1, 4096)]
    public int CatchUpMegabytes { get; set; } = 32;

    /// <summary>Seconds between two pings of a socket; one that has not answered the last after as long again is dropped.</summary>
    [Range(1, 25)]
    public int PingSeconds { get; set; } = 20;
}
