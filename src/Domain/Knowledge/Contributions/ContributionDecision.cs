namespace Hivemind.Domain.Knowledge.Contributions;

/// <summary>The lasting record that a contribution was approved or rejected, and why. It holds no text of the contribution.</summary>
public sealed record ContributionDecision
{
    /// <summary>How long a rejection can be undone.</summary>
    public static readonly TimeSpan UndoTime = TimeSpan.FromMinutes(10);

    /// <summary>Who decided when a rule of the organisation did.</summary>
    public const string AutoApprove = "auto_approve";

    public required PendingContribution Contribution { get; init; }

    /// <summary>Of the text as it was submitted, also when a reviewer edited it.</summary>
    public required string OriginalHash { get; init; }

    public required ContributionStatus Decision { get; init; }

    public RejectionReason? ReasonCode { get; init; }

    public string? Reason { get; init; }

    public required string DecidedBy { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public Guid? KnowledgeItemId { get; init; }
}
