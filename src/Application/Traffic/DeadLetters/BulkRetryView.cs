using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.Processing;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>A retry of many dead letters and how far it has come.</summary>
[CamelCase]
public sealed record BulkRetryView(
    Guid Id, BulkRetryFilter Filter, bool DryRun, bool Force, int RatePerSecond, SessionStatus Status, BulkRetryProgress Progress, string StartedBy,
    DateTimeOffset StartedAt, DateTimeOffset? CompletedAt)
{
    public static BulkRetryView Of(BulkRetry retry) => new(
        retry.Id, BulkRetryFilter.Of(retry.Filter), retry.DryRun, retry.Force, retry.RatePerSecond, retry.Status,
        new BulkRetryProgress(retry.Total, retry.Processed, retry.Succeeded, retry.Failed, retry.Skipped),
        retry.StartedBy, retry.StartedAt, retry.CompletedAt);
}

/// <summary>How many dead letters a bulk retry chose, handed on, and what came of them.</summary>
/// <param name="Total">Chosen at the start.</param>
/// <param name="Processed">Handed to the workers, or passed over.</param>
/// <param name="Skipped">Passed over: retried by hand too often, and force was not set.</param>
[CamelCase]
public sealed record BulkRetryProgress(int Total, int Processed, int Succeeded, int Failed, int Skipped);

/// <summary>Which dead letters to retry; what is left out chooses all. Only pending ones are ever retried.</summary>
/// <param name="Since">From here on, by the time the letter was written.</param>
/// <param name="Until">Up to but without this.</param>
[CamelCase]
public sealed record BulkRetryFilter(
    IReadOnlyList<DeadLetterStatus>? Status, IReadOnlyList<string>? EventType, string? Fingerprint, DateTimeOffset? Since, DateTimeOffset? Until)
{
    public static BulkRetryFilter Of(DeadLetterFilter filter) => new(filter.Status, filter.EventType, filter.Fingerprint, filter.Since, filter.Until);

    public DeadLetterFilter Read() => new(Status, EventType, Fingerprint, Since, Until);
}
