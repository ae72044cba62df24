namespace Hivemind.Client;

/// <summary>What one call may add.</summary>
public sealed record CallOptions
{
    /// <summary>The same key and body give the same answer for 24 hours.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>The row version that was read: the call is refused with PRECONDITION_FAILED when it has changed since.</summary>
    public int? IfMatch { get; init; }
}
