using Hivemind.Application.Common;
using Hivemind.Domain.People;

namespace Hivemind.Application.People.Keys;

/// <summary>A key as its admins see it; of the secret only the beginning.</summary>
public record ApiKeyView : IVersioned
{
    public required Guid Id { get; init; }
    public required string AgentId { get; init; }
    public required string Name { get; init; }
    public required string KeyPrefix { get; init; }
    public required Tier Tier { get; init; }

    /// <summary>What the key is narrowed to; null is everything its role allows.</summary>
    public required string[]? Scopes { get; init; }

    public required int? RateLimitPerMinute { get; init; }
    public required int RequestCount { get; init; }
    public required DateTimeOffset BillingPeriodStart { get; init; }
    public required int BillingPeriodResetDays { get; init; }
    public required ApiKeyStatus Status { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? LastUsedAt { get; init; }
    public required DateTimeOffset? ExpiresAt { get; init; }
    public required DateTimeOffset? RevokedAt { get; init; }
    public required string? RevokeReason { get; init; }
    public required int RowVersion { get; init; }
}

/// <summary>A new key with its secret, which is shown only now.</summary>
public sealed record NewApiKeyView : ApiKeyView
{
    [ShownOnce]
    public required string? Key { get; init; }
}
