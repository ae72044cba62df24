using Hivemind.Application.Common;
using Hivemind.Domain.Webhooks;

namespace Hivemind.Application.Webhooks;

/// <summary>A webhook endpoint as its admins see it. Its secret is not in it.</summary>
public sealed record WebhookEndpointView(
    Guid Id,
    string OrgId,
    string Url,
    string? Description,
    IReadOnlyList<string>? EventTypes,
    bool IsActive,
    DisabledReason? DisabledReason,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? FailingSince,
    Circuit Circuit,
    int MaxConcurrency,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int RowVersion) : IVersioned
{
    public static WebhookEndpointView Of(WebhookEndpoint endpoint, DateTimeOffset now) => new(
        endpoint.Id, endpoint.OrgId, endpoint.Url, endpoint.Description, endpoint.EventTypes, endpoint.IsActive,
        endpoint.DisabledReason, endpoint.DisabledAt, endpoint.Health.FailingSince, endpoint.Health.CircuitAt(now),
        endpoint.MaxConcurrency, endpoint.CreatedAt, endpoint.UpdatedAt, endpoint.RowVersion);
}

/// <summary>A webhook endpoint just made, with the secret that signs its messages: shown this once.</summary>
public sealed record NewWebhookEndpointView(
    Guid Id,
    string OrgId,
    string Url,
    string? Description,
    IReadOnlyList<string>? EventTypes,
    bool IsActive,
    DisabledReason? DisabledReason,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? FailingSince,
    Circuit Circuit,
    int MaxConcurrency,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int RowVersion,
    [property: ShownOnce] string? Secret) : IVersioned
{
    public static NewWebhookEndpointView Of(WebhookEndpoint endpoint, string secret, DateTimeOffset now) => new(
        endpoint.Id, endpoint.OrgId, endpoint.Url, endpoint.Description, endpoint.EventTypes, endpoint.IsActive,
        endpoint.DisabledReason, endpoint.DisabledAt, endpoint.Health.FailingSince, endpoint.Health.CircuitAt(now),
        endpoint.MaxConcurrency, endpoint.CreatedAt, endpoint.UpdatedAt, endpoint.RowVersion, secret);
}
