namespace Hivemind.Application.Common;

/// <summary>Records who changed what, in the transaction of the change.</summary>
public interface IAuditLog
{
    /// <param name="action">What was done, as resource.verb, for example <c>contribution.approved</c>.</param>
    /// <param name="details">Ids, labels and numbers only: never a secret, never knowledge text.</param>
    /// <param name="orgId">Only where the caller is not yet known, such as registration; default the caller's.</param>
    /// <param name="actor">Likewise.</param>
    Task Write(
        string action, string targetType, string targetId, object? details, CancellationToken cancellationToken, string? orgId = null, string? actor = null);

    /// <summary>The same of many targets, with one statement.</summary>
    Task WriteAll(string action, string targetType, IReadOnlyList<(string TargetId, object? Details)> targets, CancellationToken cancellationToken);
}
