using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.DeadLetters;

namespace Hivemind.Infrastructure.Traffic.DeadLetters;

/// <summary>A row of dead_letters.</summary>
internal sealed record DeadLetterRow(
    Guid Id, string OrgId, Guid EventId, string EventType, Guid? InstanceId, string Handler, string? Payload, string? EditedPayload,
    string Error, string? Stack, string Fingerprint, int AutoRetryCount, int ManualRetryCount, DateTimeOffset? NextAutoRetryAt, string Status,
    string? RetryKind, DateTimeOffset CreatedAt, DateTimeOffset? LastRetryAt, DateTimeOffset? ResolvedAt, string? ResolvedBy,
    DateTimeOffset? ClosedAt, int RowVersion)
{
    public const string Columns =
        """
        d.id, d.org_id, d.event_id, d.event_type, d.instance_id, d.handler, d.payload, d.edited_payload, d.error, d.stack, d.fingerprint,
        d.auto_retry_count, d.manual_retry_count, d.next_auto_retry_at, d.status, d.retry_kind, d.created_at, d.last_retry_at,
        d.resolved_at, d.resolved_by, d.closed_at, d.row_version
        """;

    public DeadLetter ToLetter() => new()
    {
        Id = Id,
        OrgId = OrgId,
        EventId = EventId,
        EventType = EventType,
        InstanceId = InstanceId,
        Handler = Handler,
        Payload = Payload,
        EditedPayload = EditedPayload,
        Error = Error,
        Stack = Stack,
        Fingerprint = Fingerprint,
        AutoRetryCount = AutoRetryCount,
        ManualRetryCount = ManualRetryCount,
        NextAutoRetryAt = NextAutoRetryAt,
        Status = EnumText.Parse<DeadLetterStatus>(Status),
        RetryKind = RetryKind is null ? null : EnumText.Parse<RetryKind>(RetryKind),
        CreatedAt = CreatedAt,
        LastRetryAt = LastRetryAt,
        ResolvedAt = ResolvedAt,
        ResolvedBy = ResolvedBy,
        ClosedAt = ClosedAt,
        RowVersion = RowVersion,
    };
}
