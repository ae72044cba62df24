using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Processing;
using Hivemind.Domain.Traffic.Replays;

namespace Hivemind.Infrastructure.Traffic.Replays;

/// <summary>A row of replay_sessions.</summary>
internal sealed record ReplayRow
{
    public const string Columns =
        """
        id, org_id, since, until, event_types, instance_id, max_events, speed_multiplier, skip_processed, dry_run, status, total, is_counted,
        processed, skipped, errors, after_received_at, after_id, started_by, started_at, completed_at
        """;

    public Guid Id { get; init; }
    public string OrgId { get; init; } = "";
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset Until { get; init; }
    public string[]? EventTypes { get; init; }
    public Guid? InstanceId { get; init; }
    public int MaxEvents { get; init; }
    public double SpeedMultiplier { get; init; }
    public bool SkipProcessed { get; init; }
    public bool DryRun { get; init; }
    public string Status { get; init; } = "";
    public int Total { get; init; }
    public bool IsCounted { get; init; }
    public int Processed { get; init; }
    public int Skipped { get; init; }
    public int Errors { get; init; }
    public DateTimeOffset? AfterReceivedAt { get; init; }
    public Guid? AfterId { get; init; }
    public string StartedBy { get; init; } = "";
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }

    public static ReplayRow Of(ReplaySession session) => new()
    {
        Id = session.Id,
        OrgId = session.OrgId,
        Since = session.Since,
        Until = session.Until,
        EventTypes = session.EventTypes?.ToArray(),
        InstanceId = session.InstanceId,
        MaxEvents = session.Limit,
        SpeedMultiplier = session.SpeedMultiplier,
        SkipProcessed = session.SkipProcessed,
        DryRun = session.DryRun,
        Status = EnumText.Of(session.Status),
        Total = session.Progress.Total,
        IsCounted = session.IsCounted,
        Processed = session.Progress.Processed,
        Skipped = session.Progress.Skipped,
        Errors = session.Progress.Errors,
        AfterReceivedAt = session.AfterReceivedAt,
        AfterId = session.AfterId,
        StartedBy = session.StartedBy,
        StartedAt = session.StartedAt,
        CompletedAt = session.CompletedAt,
    };

    public ReplaySession ToSession() => new()
    {
        Id = Id,
        OrgId = OrgId,
        Since = Since,
        Until = Until,
        EventTypes = EventTypes,
        InstanceId = InstanceId,
        Limit = MaxEvents,
        SpeedMultiplier = SpeedMultiplier,
        SkipProcessed = SkipProcessed,
        DryRun = DryRun,
        Status = EnumText.Parse<SessionStatus>(Status),
        Progress = new ReplayProgress(Total, Processed, Skipped, Errors),
        IsCounted = IsCounted,
        AfterReceivedAt = AfterReceivedAt,
        AfterId = AfterId,
        StartedBy = StartedBy,
        StartedAt = StartedAt,
        CompletedAt = CompletedAt,
    };
}
