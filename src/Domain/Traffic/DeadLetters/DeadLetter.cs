using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Processing;

namespace Hivemind.Domain.Traffic.DeadLetters;

/// <summary>An event handler that failed for good, kept until it succeeds after all or somebody decides.</summary>
public sealed record DeadLetter
{
    public const int MaxNoteLength = 500;
    public const int MaxManualRetries = 5;

    public required Guid Id { get; init; }

    public required string OrgId { get; init; }

    public required Guid EventId { get; init; }

    public required string EventType { get; init; }

    public Guid? InstanceId { get; init; }

    /// <summary>The name of the handler.</summary>
    public required string Handler { get; init; }

    /// <summary>The event's payload as JSON; null when it has none.</summary>
    public string? Payload { get; init; }

    /// <summary>What somebody put in place of the payload for a retry.</summary>
    public string? EditedPayload { get; init; }

    /// <summary>What went wrong last.</summary>
    public required string Error { get; init; }

    public string? Stack { get; init; }

    /// <summary>The same for errors that differ only in ids, numbers and quoted values.</summary>
    public required string Fingerprint { get; init; }

    public int AutoRetryCount { get; init; }

    public int ManualRetryCount { get; init; }

    /// <summary>Null when only people retry it.</summary>
    public DateTimeOffset? NextAutoRetryAt { get; init; }

    public DeadLetterStatus Status { get; init; }

    /// <summary>Of the retry under way.</summary>
    public RetryKind? RetryKind { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastRetryAt { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    public string? ResolvedBy { get; init; }

    /// <summary>When it was resolved or abandoned.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public int RowVersion { get; init; } = 1;

    /// <summary>A handler has used up its attempts at an event.</summary>
    public static DeadLetter Make(
        Guid id, string orgId, Guid eventId, string eventType, Guid? instanceId, string handler, string? payload, HandlerError error, DateTimeOffset now) => new()
        {
            Id = id,
            OrgId = orgId,
            EventId = eventId,
            EventType = eventType,
            InstanceId = instanceId,
            Handler = handler,
            Payload = payload,
            Error = error.Message,
            Stack = error.Stack,
            Fingerprint = ErrorFingerprint.Of(handler, error),
            NextAutoRetryAt = now + RetrySchedule.AutomaticDelayAfter(0),
            CreatedAt = now,
        };

    /// <summary>The letter while its handler runs once more.</summary>
    /// <param name="editedPayload">Takes the payload's place; null leaves what is there.</param>
    /// <param name="force">Lets a person retry it more often than is sensible.</param>
    public DeadLetter Retry(RetryKind kind, string? editedPayload, bool force)
    {
        CheckPending("retried");
        if (kind is DeadLetters.RetryKind.Manual && ManualRetryCount >= MaxManualRetries && !force)
            throw RuleException.InvalidState($"It was retried by hand {ManualRetryCount} times already; force tries once more.", EnumText.Of(Status));

        return this with
        {
            Status = DeadLetterStatus.Retrying,
            RetryKind = kind,
            EditedPayload = editedPayload ?? EditedPayload,
            ManualRetryCount = kind is DeadLetters.RetryKind.Manual ? ManualRetryCount + 1 : ManualRetryCount,
            AutoRetryCount = kind is DeadLetters.RetryKind.Auto ? AutoRetryCount + 1 : AutoRetryCount,
        };
    }

    /// <summary>The retry went well.</summary>
    public DeadLetter Succeed(DateTimeOffset now)
    {
        var note = RetryKind is DeadLetters.RetryKind.Auto ? $"auto-retry-{AutoRetryCount}" : "manual-retry";
        return (this with { LastRetryAt = now }).Close(note, now);
    }

    /// <summary>The retry failed: it waits for the next automatic one, or for people.</summary>
    public DeadLetter Fail(HandlerError error, DateTimeOffset now) => this with
    {
        Status = DeadLetterStatus.Pending,
        RetryKind = null,
        Error = error.Message,
        Stack = error.Stack,
        Fingerprint = ErrorFingerprint.Of(Handler, error),
        LastRetryAt = now,
        NextAutoRetryAt = now + RetrySchedule.AutomaticDelayAfter(AutoRetryCount),
    };

    public DeadLetter Resolve(string note, DateTimeOffset now)
    {
        CheckPending("resolved");
        return Close(note, now);
    }

    public DeadLetter Abandon(DateTimeOffset now)
    {
        CheckPending("abandoned");
        return this with { Status = DeadLetterStatus.Abandoned, NextAutoRetryAt = null, ClosedAt = now };
    }

    private DeadLetter Close(string note, DateTimeOffset now) => this with
    {
        Status = DeadLetterStatus.Resolved,
        RetryKind = null,
        NextAutoRetryAt = null,
        ResolvedAt = now,
        ResolvedBy = note,
        ClosedAt = now,
    };

    private void CheckPending(string done)
    {
        if (Status is not DeadLetterStatus.Pending)
            throw RuleException.InvalidState($"A dead letter that is {EnumText.Of(Status)} cannot be {done}.", EnumText.Of(Status));
    }
}
