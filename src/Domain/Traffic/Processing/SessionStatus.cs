namespace Hivemind.Domain.Traffic.Processing;

/// <summary>Where long work stands that goes on over crashes: a replay or a bulk retry.</summary>
public enum SessionStatus
{
    Running,
    Completed,
    Cancelled,
    Failed,
}
