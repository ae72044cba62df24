using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.DeadLetters;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>An event handler that failed for good.</summary>
/// <param name="Subject">The name of the handler.</param>
/// <param name="Payload">The event's payload when it failed.</param>
/// <param name="EditedPayload">What somebody put in the payload's place for a retry; it stays for the retries after it.</param>
/// <param name="Stack">For admins; null for others.</param>
/// <param name="Fingerprint">The same for errors of one cause.</param>
/// <param name="NextAutoRetryAt">Null when only people retry it.</param>
/// <param name="ResolvedBy">The note: manual-retry, auto-retry-n, or what a person wrote.</param>
[CamelCase]
public sealed record DeadLetterView(
    Guid Id,
    Guid EventId,
    string EventType,
    Guid? InstanceId,
    string Subject,
    JsonElement? Payload,
    JsonElement? EditedPayload,
    string Error,
    string? Stack,
    string Fingerprint,
    int AutoRetryCount,
    int ManualRetryCount,
    DateTimeOffset? NextAutoRetryAt,
    DeadLetterStatus Status,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastRetryAt,
    DateTimeOffset? ResolvedAt,
    string? ResolvedBy,
    int RowVersion) : IVersioned
{
    public static DeadLetterView Of(DeadLetter letter, Principal caller) => new(
        letter.Id, letter.EventId, letter.EventType, letter.InstanceId, letter.Handler, Json(letter.Payload), Json(letter.EditedPayload),
        letter.Error, caller.IsAdmin ? letter.Stack : null, letter.Fingerprint, letter.AutoRetryCount, letter.ManualRetryCount,
        letter.NextAutoRetryAt, letter.Status, letter.CreatedAt, letter.LastRetryAt, letter.ResolvedAt, letter.ResolvedBy, letter.RowVersion);

    private static JsonElement? Json(string? text) => text is null ? null : JsonSerializer.Deserialize<JsonElement>(text);
}
