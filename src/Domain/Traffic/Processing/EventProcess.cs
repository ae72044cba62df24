using Hivemind.Domain.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.Events;

namespace Hivemind.Domain.Traffic.Processing;

/// <summary>How far the handlers of one event have come. Each goes its own way: it is done once, or tried again, or fails for good.</summary>
public sealed class EventProcess
{
    private readonly Dictionary<string, HandlerResult> _results;

    /// <param name="wanted">The handlers that want the event now.</param>
    /// <param name="stored">What is stored of earlier runs; a handler that no longer wants the event is not waited for.</param>
    public EventProcess(IEnumerable<string> wanted, IEnumerable<HandlerResult> stored)
    {
        var names = wanted.ToHashSet();
        _results = stored.Where(result => result.IsDone || names.Contains(result.Handler)).ToDictionary(result => result.Handler);
        foreach (var name in names)
            _results.TryAdd(name, HandlerResult.New(name));
    }

    public IEnumerable<HandlerResult> Results => _results.Values;

    /// <summary>Whether every handler is done.</summary>
    public bool IsDone => _results.Values.All(result => result.IsDone);

    public EventStatus Status =>
        !IsDone ? IsOnlyBusy ? EventStatus.Received : EventStatus.Processing
        : _results.Values.Any(result => result.Status is HandlerStatus.Failed) ? EventStatus.Failed
        : EventStatus.Completed;

    /// <summary>When the next handler is due; null when none waits.</summary>
    public DateTimeOffset? DueAt => _results.Values.Where(result => !result.IsDone).Min(result => result.NextAt);

    private bool IsOnlyBusy => _results.Values.Where(result => !result.IsDone).All(result => result.IsBusy);

    /// <summary>The handlers to run now.</summary>
    public IReadOnlyList<string> Due(DateTimeOffset now) =>
        [.. _results.Values.Where(result => !result.IsDone && (result.NextAt is null || result.NextAt <= now)).Select(result => result.Handler)];

    /// <summary>Takes in what came of one run of a handler.</summary>
    public HandlerResult Note(string handler, HandlerOutcome outcome, DateTimeOffset now) =>
        _results[handler] = _results[handler].After(outcome, now);
}

/// <summary>What a handler has come to with an event.</summary>
/// <param name="Attempts">Failed ones.</param>
/// <param name="NextAt">When it is tried again; null for a handler that is done or was never run.</param>
public sealed record HandlerResult(string Handler, HandlerStatus Status, int Attempts, DateTimeOffset? NextAt)
{
    public bool IsDone => Status is not HandlerStatus.Waiting;

    /// <summary>Waits because there was no room, not because it failed.</summary>
    public bool IsBusy { get; init; }

    public static HandlerResult New(string handler) => new(handler, HandlerStatus.Waiting, 0, null);

    public HandlerResult After(HandlerOutcome outcome, DateTimeOffset now)
    {
        if (outcome.IsSuccess)
            return this with { Status = HandlerStatus.Succeeded, NextAt = null, IsBusy = false };

        if (outcome.Error is null)
            return this with { NextAt = now + RetrySchedule.BusyDelay, IsBusy = true };

        var failures = Attempts + 1;
        return RetrySchedule.DelayAfter(failures) is { } delay
            ? this with { Attempts = failures, NextAt = now + delay, IsBusy = false }
            : this with { Attempts = failures, NextAt = null, IsBusy = false, Status = HandlerStatus.Failed };
    }
}

/// <summary>Whether a handler is done with an event, and how.</summary>
public enum HandlerStatus
{
    Succeeded,
    Waiting,
    Failed,
}

/// <summary>What came of one run of a handler: success, an error, or neither when it had no room.</summary>
public sealed record HandlerOutcome(bool IsSuccess, HandlerError? Error)
{
    public static readonly HandlerOutcome Success = new(true, null);
    public static readonly HandlerOutcome Busy = new(false, null);

    public static HandlerOutcome Failure(HandlerError error) => new(false, error);
}
