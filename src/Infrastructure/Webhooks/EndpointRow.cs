using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks;

namespace Hivemind.Infrastructure.Webhooks;

/// <summary>A row of webhook_endpoints.</summary>
internal sealed record EndpointRow
{
    public const string Columns =
        """
        id, org_id, url, description, event_types, is_active, disabled_reason, disabled_at, failing_since, failures_in_row,
        circuit_open_until, circuit_opened_times, max_concurrency, secret, previous_secret, previous_secret_until, created_at,
        updated_at, row_version
        """;

    public Guid Id { get; init; }
    public string OrgId { get; init; } = "";
    public string Url { get; init; } = "";
    public string? Description { get; init; }
    public string[]? EventTypes { get; init; }
    public bool IsActive { get; init; }
    public string? DisabledReason { get; init; }
    public DateTimeOffset? DisabledAt { get; init; }
    public DateTimeOffset? FailingSince { get; init; }
    public int FailuresInRow { get; init; }
    public DateTimeOffset? CircuitOpenUntil { get; init; }
    public int CircuitOpenedTimes { get; init; }
    public int MaxConcurrency { get; init; }
    public byte[] Secret { get; init; } = [];
    public byte[]? PreviousSecret { get; init; }
    public DateTimeOffset? PreviousSecretUntil { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public int RowVersion { get; init; }

    public static EndpointRow Of(WebhookEndpoint endpoint) => new()
    {
        Id = endpoint.Id,
        OrgId = endpoint.OrgId,
        Url = endpoint.Url,
        Description = endpoint.Description,
        EventTypes = endpoint.EventTypes?.ToArray(),
        IsActive = endpoint.IsActive,
        DisabledReason = endpoint.DisabledReason is { } reason ? EnumText.Of(reason) : null,
        DisabledAt = endpoint.DisabledAt,
        FailingSince = endpoint.Health.FailingSince,
        FailuresInRow = endpoint.Health.FailuresInRow,
        CircuitOpenUntil = endpoint.Health.CircuitOpenUntil,
        CircuitOpenedTimes = endpoint.Health.CircuitOpenedTimes,
        MaxConcurrency = endpoint.MaxConcurrency,
        Secret = endpoint.Secret,
        PreviousSecret = endpoint.PreviousSecret,
        PreviousSecretUntil = endpoint.PreviousSecretUntil,
        CreatedAt = endpoint.CreatedAt,
        UpdatedAt = endpoint.UpdatedAt,
        RowVersion = endpoint.RowVersion,
    };

    public WebhookEndpoint ToEndpoint() => new()
    {
        Id = Id,
        OrgId = OrgId,
        Url = Url,
        Description = Description,
        EventTypes = EventTypes,
        IsActive = IsActive,
        DisabledReason = DisabledReason is null ? null : EnumText.Parse<DisabledReason>(DisabledReason),
        DisabledAt = DisabledAt,
        Health = new EndpointHealth(FailuresInRow, FailingSince, CircuitOpenUntil, CircuitOpenedTimes),
        MaxConcurrency = MaxConcurrency,
        Secret = Secret,
        PreviousSecret = PreviousSecret,
        PreviousSecretUntil = PreviousSecretUntil,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        RowVersion = RowVersion,
    };
}
