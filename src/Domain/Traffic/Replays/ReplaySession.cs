using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Processing;

namespace Hivemind.Domain.Traffic.Replays;

/// <summary>Runs the handlers of stored events again, oldest first. Any process goes on with it.</summary>
public sealed record ReplaySession
{
    public const int DefaultLimit = 10_000;
    public const int MaxLimit = 100_000;
    public const double MaxSpeed = 100;

    public required Guid Id { get; init; }

    public required string OrgId { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset Until { get; init; }

    /// <summary>Null for all but those of the server itself.</summary>
    public IReadOnlyList<string>? EventTypes { get; init; }

    public Guid? InstanceId { get; init; }

    /// <summary>How many events at most.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>0 is as fast as possible, 1 the pace at which they came.</summary>
    public double SpeedMultiplier { get; init; }

    /// <summary>Leaves out what was completed.</summary>
    public bool SkipProcessed { get; init; }

    public bool DryRun { get; init; }

    public SessionStatus Status { get; init; }

    public ReplayProgress Progress { get; init; } = new(0, 0, 0, 0);

    /// <summary>Whether the total is known.</summary>
    public bool IsCounted { get; init; }

    /// <summary>The last event looked at.</summary>
    public DateTimeOffset? AfterReceivedAt { get; init; }

    public Guid? AfterId { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How many more events it may look at.</summary>
    public int Left => Limit - Progress.Processed - Progress.Skipped;

    /// <summary>How long after the event before it this one comes, at the session's pace.</summary>
    public TimeSpan WaitBefore(DateTimeOffset receivedAt) =>
        SpeedMultiplier > 0 && AfterReceivedAt is { } before && receivedAt > before ? (receivedAt - before) / SpeedMultiplier : TimeSpan.Zero;

    public ReplaySession Skip(DateTimeOffset receivedAt, Guid id) =>
        this with { AfterReceivedAt = receivedAt, AfterId = id, Progress = Progress with { Skipped = Progress.Skipped + 1 } };

    public ReplaySession Handled(DateTimeOffset receivedAt, Guid id, bool failed) => this with
    {
        AfterReceivedAt = receivedAt,
        AfterId = id,
        Progress = Progress with { Processed = Progress.Processed + 1, Errors = Progress.Errors + (failed ? 1 : 0) },
    };

    public ReplaySession End(SessionStatus status, DateTimeOffset now) =>
        Status is SessionStatus.Running
            ? this with { Status = status, CompletedAt = now }
            : throw RuleException.InvalidState($"The replay is {EnumText.Of(Status)} already.", EnumText.Of(Status));
}

/// <summary>How far a replay has come.</summary>
/// <param name="Processed">Events whose handlers ran.</param>
/// <param name="Skipped">Completed before where that is left out, or not processed for the first time yet.</param>
/// <param name="Errors">Of the processed ones, those of which a handler failed.</param>
public sealed record ReplayProgress(int Total, int Processed, int Skipped, int Errors);
