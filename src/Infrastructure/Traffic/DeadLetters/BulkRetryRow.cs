using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.Processing;

namespace Hivemind.Infrastructure.Traffic.DeadLetters;

/// <summary>A row of dead_letter_retries.</summary>
internal sealed record BulkRetryRow(
    Guid Id, string OrgId, string Filter, bool DryRun, bool Force, int RatePerSecond, string Status, int Total, int Processed, int Succeeded,
    int Failed, int Skipped, DateTimeOffset? AfterCreatedAt, Guid? AfterId, string StartedBy, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt)
{
    public const string Columns =
        """
        id, org_id, filter, dry_run, force, rate_per_second, status, total, processed, succeeded, failed, skipped, after_created_at, after_id,
        started_by, started_at, completed_at
        """;

    public static BulkRetryRow Of(BulkRetry retry) => new(
        retry.Id, retry.OrgId, WireJson.Write(retry.Filter), retry.DryRun, retry.Force, retry.RatePerSecond, EnumText.Of(retry.Status), retry.Total,
        retry.Processed, retry.Succeeded, retry.Failed, retry.Skipped, retry.AfterCreatedAt, retry.AfterId, retry.StartedBy, retry.StartedAt, retry.CompletedAt);

    public BulkRetry ToRetry() => new()
    {
        Id = Id,
        OrgId = OrgId,
        Filter = JsonSerializer.Deserialize<DeadLetterFilter>(Filter, WireJson.Options) ?? new(null, null, null, null, null),
        DryRun = DryRun,
        Force = Force,
        RatePerSecond = RatePerSecond,
        Status = EnumText.Parse<SessionStatus>(Status),
        Total = Total,
        Processed = Processed,
        Succeeded = Succeeded,
        Failed = Failed,
        Skipped = Skipped,
        AfterCreatedAt = AfterCreatedAt,
        AfterId = AfterId,
        StartedBy = StartedBy,
        StartedAt = StartedAt,
        CompletedAt = CompletedAt,
    };
}
