namespace Hivemind.Domain.Knowledge.Contributions;

/// <summary>How large the parts of a contribution may be, in code points.</summary>
public static class ContributionShape
{
    public const int MinContent = 10;
    public const int MaxContent = 65_536;
    public const int MaxTags = 20;
    public const int MaxTag = 50;
    public const int MaxFramework = 100;
    public const int MaxLanguage = 50;
    public const int MaxVersion = 50;
    public const int MaxRunId = 255;
    public const int MaxReason = 1000;
    public const double DefaultConfidence = 0.8;

    /// <summary>Tells reviewers that a text conflicts with several items; dropped at approval.</summary>
    public const string ConflictTag = "conflict_flagged";
}

/// <summary>Where a contribution stands.</summary>
public enum ContributionStatus
{
    Pending,
    Approved,
    Rejected,
}

/// <summary>Why a contribution was rejected; the contributing agent learns from it.</summary>
public enum RejectionReason
{
    Duplicate,
    Incorrect,
    Outdated,
    TooVague,
    Sensitive,
    Unsafe,
    OffTopic,
    Other,
}
