namespace Hivemind.Domain.Traffic.DeadLetters;

/// <summary>Where a dead letter stands.</summary>
public enum DeadLetterStatus
{
    Pending,
    Retrying,
    Resolved,
    Abandoned,
}

/// <summary>Who asked for a retry.</summary>
public enum RetryKind
{
    Auto,
    Manual,
}
