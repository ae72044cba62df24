using Hivemind.Application.Common;
using Hivemind.Domain.People;

namespace Hivemind.Application.People.Keys;

/// <summary>The keys of agents.</summary>
public interface IApiKeyRepository
{
    Task<NewApiKeyView> Add(string orgId, string key, NewApiKey values, string createdBy, CancellationToken cancellationToken);

    /// <summary>Whether the organisation ever had a key.</summary>
    Task<bool> AnyExists(string orgId, CancellationToken cancellationToken);

    /// <summary>Finds and locks a key of the organisation, checking the version that the caller expects.</summary>
    Task<ApiKey> Get(string orgId, Guid id, CancellationToken cancellationToken);

    Task<ApiKeyView> Change(Guid id, ApiKeyChanges changes, CancellationToken cancellationToken);

    Task<ApiKeyView> Save(ApiKey key, CancellationToken cancellationToken);
}

/// <summary>What is decided about a key when it is made.</summary>
public sealed record NewApiKey(
    string AgentId, string Name, Tier Tier, IReadOnlyList<string>? Scopes, int? RateLimitPerMinute, int BillingPeriodResetDays, DateTimeOffset? ExpiresAt);

/// <summary>Read models of keys.</summary>
public interface IApiKeyQueries
{
    Task<ApiKeyView?> Find(string orgId, Guid id, CancellationToken cancellationToken);

    Task<OffsetList<ApiKeyView>> List(string orgId, string? agentId, ApiKeyStatus? status, OffsetPage page, CancellationToken cancellationToken);
}
