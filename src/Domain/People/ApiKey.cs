using Hivemind.Domain.Common;

namespace Hivemind.Domain.People;

/// <summary>What has become of a key.</summary>
public enum ApiKeyStatus
{
    Active,
    Revoked,
    Expired,
}

/// <summary>The credential of one agent. Its row outlives its revocation.</summary>
public sealed class ApiKey(Guid id, string agentId, DateTimeOffset? revokedAt, string? revokeReason)
{
    public const int MaxNameLength = 255;
    public const int MaxReasonLength = 500;
    public const int DefaultPeriodDays = 30;

    public Guid Id { get; } = id;
    public string AgentId { get; } = agentId;
    public DateTimeOffset? RevokedAt { get; private set; } = revokedAt;
    public string? RevokeReason { get; private set; } = revokeReason;

    /// <param name="credentialInUse">What the caller itself signed in with: nobody saws off the branch it sits on.</param>
    public void Revoke(string? reason, Guid? credentialInUse, DateTimeOffset now)
    {
        if (RevokedAt is not null)
            throw RuleException.InvalidState("The key was revoked already.", "revoked");

        if (credentialInUse == Id)
            throw new RuleException(ErrorCode.Conflict, "A caller cannot revoke the key it is using.");

        (RevokedAt, RevokeReason) = (now, reason);
    }
}
