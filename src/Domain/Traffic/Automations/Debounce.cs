namespace Hivemind.Domain.Traffic.Automations;

/// <summary>How long an automation gathers the events of one person before it runs once for all of them.</summary>
public sealed record Debounce
{
    public const int MinFixedMs = 100;
    public const int CapMs = 300_000;

    public static readonly Debounce None = new();

    public DebounceMode Mode { get; init; } = DebounceMode.None;

    /// <summary>Of fixed.</summary>
    public int? DelayMs { get; init; }

    /// <summary>Of range: the shortest delay.</summary>
    public int? MinMs { get; init; }

    /// <summary>Of range: the longest delay.</summary>
    public int? MaxMs { get; init; }

    /// <summary>Of presence: the delay after the last event.</summary>
    public int? BaseDelayMs { get; init; }

    /// <summary>Of presence: the longest time after the first event.</summary>
    public int? MaxWaitMs { get; init; }

    /// <summary>Of presence: types of events of the same person that restart the delay without joining the window.</summary>
    public IReadOnlyList<string> ExtendOnEvents { get; init; } = [];

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Fault() => Mode switch
    {
        DebounceMode.None => null,
        DebounceMode.Fixed when DelayMs is >= MinFixedMs and <= CapMs => null,
        DebounceMode.Fixed => $"delayMs is {MinFixedMs} to {CapMs}.",
        DebounceMode.Range when MinMs >= MinFixedMs && MaxMs <= CapMs && MinMs <= MaxMs => null,
        DebounceMode.Range => $"minMs is {MinFixedMs} or more, maxMs is {CapMs} or less, and minMs is not above maxMs.",
        DebounceMode.Presence when BaseDelayMs >= MinFixedMs && MaxWaitMs <= CapMs && BaseDelayMs <= MaxWaitMs => null,
        DebounceMode.Presence => $"baseDelayMs is {MinFixedMs} or more, maxWaitMs is {CapMs} or less, and baseDelayMs is not above maxWaitMs.",
        _ => "An unknown mode.",
    };

    /// <summary>True when an event of the type, of the same person, restarts an open window.</summary>
    public bool IsExtendedBy(string eventType) => Mode is DebounceMode.Presence && ExtendOnEvents.Contains(eventType);

    /// <summary>When a window fires whose first event came at one time and whose last, or last extension, at another.</summary>
    /// <param name="draw">0 up to 1; only range uses it.</param>
    public DateTimeOffset FiresAt(DateTimeOffset first, DateTimeOffset last, double draw)
    {
        var wished = last.AddMilliseconds(Mode switch
        {
            DebounceMode.Fixed => DelayMs ?? 0,
            DebounceMode.Range => (MinMs ?? 0) + Math.Floor(draw * ((MaxMs ?? 0) - (MinMs ?? 0) + 1)),
            DebounceMode.Presence => BaseDelayMs ?? 0,
            _ => 0,
        });
        var latest = first.AddMilliseconds(Mode is DebounceMode.Presence ? MaxWaitMs ?? CapMs : CapMs);
        return wished < latest ? wished : latest;
    }
}

/// <summary>The ways to gather events.</summary>
public enum DebounceMode
{
    /// <summary>Every event runs at once.</summary>
    None,

    /// <summary>A fixed time after the last event.</summary>
    Fixed,

    /// <summary>A random time after the last event, drawn for each.</summary>
    Range,

    /// <summary>A time after the last event or sign of presence, up to a limit.</summary>
    Presence,
}
