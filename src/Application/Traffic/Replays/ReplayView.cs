using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Processing;
using Hivemind.Domain.Traffic.Replays;

namespace Hivemind.Application.Traffic.Replays;

/// <summary>A replay, its parameters and how far it has come.</summary>
[CamelCase]
public sealed record ReplayView(
    Guid Id, DateTimeOffset Since, DateTimeOffset Until, IReadOnlyList<string>? EventTypes, Guid? InstanceId, int Limit, double SpeedMultiplier,
    bool SkipProcessed, bool DryRun, SessionStatus Status, ReplayProgressView Progress, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt, string StartedBy)
{
    public static ReplayView Of(ReplaySession session) => new(
        session.Id, session.Since, session.Until, session.EventTypes, session.InstanceId, session.Limit, session.SpeedMultiplier,
        session.SkipProcessed, session.DryRun, session.Status, ReplayProgressView.Of(session.Progress), session.StartedAt, session.CompletedAt,
        session.StartedBy);
}

/// <summary>How far a replay has come.</summary>
/// <param name="Total">Events in the chosen time, up to the limit.</param>
/// <param name="Processed">Events whose handlers ran.</param>
/// <param name="Skipped">Completed before where skipProcessed is set, or not processed for the first time yet.</param>
/// <param name="Errors">Of the processed ones, those of which a handler failed.</param>
[CamelCase]
public sealed record ReplayProgressView(int Total, int Processed, int Skipped, int Errors)
{
    public static ReplayProgressView Of(ReplayProgress progress) => new(progress.Total, progress.Processed, progress.Skipped, progress.Errors);
}
