using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Processing;

namespace Hivemind.Domain.Traffic.DeadLetters;

/// <summary>A wish to retry many dead letters, at a pace the handlers bear. Any process goes on with it.</summary>
public sealed record BulkRetry
{
    public const int DefaultRate = 50;
    public const int MaxRate = 1000;

    public required Guid Id { get; init; }

    public required string OrgId { get; init; }

    public required DeadLetterFilter Filter { get; init; }

    public bool DryRun { get; init; }

    /// <summary>Retries also what was retried by hand too often.</summary>
    public bool Force { get; init; }

    public int RatePerSecond { get; init; } = DefaultRate;

    public SessionStatus Status { get; init; }

    /// <summary>How many the filter chose at the start.</summary>
    public int Total { get; init; }

    /// <summary>How many were given to the workers or passed over.</summary>
    public int Processed { get; init; }

    public int Succeeded { get; init; }

    public int Failed { get; init; }

    /// <summary>Passed over: retried by hand too often.</summary>
    public int Skipped { get; init; }

    /// <summary>The last letter looked at.</summary>
    public DateTimeOffset? AfterCreatedAt { get; init; }

    public Guid? AfterId { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The letters of a step: which are retried now, and how far the retry has come.</summary>
    public (BulkRetry Retry, IReadOnlyList<DeadLetter> Letters) Take(IReadOnlyList<DeadLetter> next)
    {
        var chosen = next.Where(letter => Force || letter.ManualRetryCount < DeadLetter.MaxManualRetries).ToList();
        return (this with
        {
            Processed = Processed + next.Count,
            Skipped = Skipped + next.Count - chosen.Count,
            AfterCreatedAt = next[^1].CreatedAt,
            AfterId = next[^1].Id,
        }, [.. chosen.Select(letter => letter.Retry(RetryKind.Manual, null, Force))]);
    }

    public BulkRetry End(SessionStatus status, DateTimeOffset now) =>
        Status is SessionStatus.Running
            ? this with { Status = status, CompletedAt = now }
            : throw RuleException.InvalidState($"The bulk retry is {EnumText.Of(Status)} already.", EnumText.Of(Status));
}

/// <summary>Chooses dead letters; what is null chooses all.</summary>
/// <param name="Since">From here on, by the time the letter was written.</param>
/// <param name="Until">Up to but without this.</param>
public sealed record DeadLetterFilter(
    IReadOnlyList<DeadLetterStatus>? Status, IReadOnlyList<string>? EventType, string? Fingerprint, DateTimeOffset? Since, DateTimeOffset? Until);
