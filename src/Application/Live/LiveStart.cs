using Hivemind.Domain.Live;

namespace Hivemind.Application.Live;

/// <summary>Why a reader cannot continue from its position and has to load its state anew.</summary>
public enum StreamReset
{
    /// <summary>Older than the retained log.</summary>
    Expired,

    /// <summary>Of the log before a restore.</summary>
    EpochChanged,

    /// <summary>Not a position of this log.</summary>
    Invalid,
}

/// <summary>The position that a reader continues from, and why it is not the one it asked for.</summary>
/// <param name="Now">Where the log stood when the reader came.</param>
/// <param name="IsResumed">Rows may lie between the position and now.</param>
public sealed record LiveStart(Position Position, StreamReset? Reset, Position Now, bool IsResumed = false)
{
    /// <param name="text">What the reader presented; null or empty starts at now.</param>
    public static LiveStart Of(string? text, LogState log)
    {
        if (string.IsNullOrEmpty(text))
            return new(log.Now, null, log.Now);

        var reset = !Position.TryDecode(text, out var position) ? StreamReset.Invalid
            : position.Epoch != log.Now.Epoch ? StreamReset.EpochChanged
            : position.IsAfter(log.Now) ? StreamReset.Invalid
            : log.Trimmed?.IsAfter(position) is true ? StreamReset.Expired
            : (StreamReset?)null;

        return reset is null ? new(position, null, log.Now, IsResumed: true) : new(log.Now, reset, log.Now);
    }
}
