using Hivemind.Domain.Common;

namespace Hivemind.Domain.Webhooks;

/// <summary>A subscriber of an organisation: where its messages go, which it wants, and how it has been doing.</summary>
public sealed record WebhookEndpoint
{
    public const int MaxUrlLength = 2048;
    public const int MaxDescriptionLength = 1000;
    public const int DefaultConcurrency = 4;
    public const int MaxMaxConcurrency = 20;

    public static readonly TimeSpan PreviousSecretKept = TimeSpan.FromHours(24);

    public required Guid Id { get; init; }

    public required string OrgId { get; init; }

    public required string Url { get; init; }

    public string? Description { get; init; }

    /// <summary>The events it wants; null for all.</summary>
    public IReadOnlyList<string>? EventTypes { get; init; }

    public bool IsActive { get; init; } = true;

    public DisabledReason? DisabledReason { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    public EndpointHealth Health { get; init; } = EndpointHealth.Good;

    public int MaxConcurrency { get; init; } = DefaultConcurrency;

    /// <summary>The signing secret, sealed.</summary>
    public required byte[] Secret { get; init; }

    public byte[]? PreviousSecret { get; init; }

    /// <summary>Until then every message carries a signature of the previous secret too.</summary>
    public DateTimeOffset? PreviousSecretUntil { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public int RowVersion { get; init; } = 1;

    /// <summary>The endpoint after one call: a receiver that is gone, or has failed for five days, is disabled.</summary>
    public WebhookEndpoint After(AttemptResult result, DateTimeOffset now)
    {
        if (!IsActive)
            return this;

        var health = Health.After(result, now);
        var called = health == Health ? this : this with { Health = health };

        return result.IsGone ? called.Disable(Webhooks.DisabledReason.Gone, now)
            : health.IsGivenUp(now) ? called.Disable(Webhooks.DisabledReason.Failing, now)
            : called;
    }

    public WebhookEndpoint Disable(DisabledReason reason, DateTimeOffset now) =>
        IsActive ? this with { IsActive = false, DisabledReason = reason, DisabledAt = now } : this;

    /// <summary>Starts it again with a clean record.</summary>
    public WebhookEndpoint Enable() =>
        IsActive ? this : this with { IsActive = true, DisabledReason = null, DisabledAt = null, Health = EndpointHealth.Good };

    /// <summary>Another receiver starts with a clean record.</summary>
    public WebhookEndpoint MoveTo(string url) => url == Url ? this : this with { Url = url, Health = EndpointHealth.Good };

    /// <summary>Refuses to queue anything for an endpoint that is off.</summary>
    public void CheckActive()
    {
        if (!IsActive)
            throw RuleException.InvalidState("The endpoint is disabled: set it active first.", "disabled");
    }

    public WebhookEndpoint Rotate(byte[] secret, DateTimeOffset now) => this with
    {
        Secret = secret,
        PreviousSecret = Secret,
        PreviousSecretUntil = now + PreviousSecretKept,
    };

    /// <summary>True when its readers see no difference: they do not see the count of failures.</summary>
    public bool LooksLike(WebhookEndpoint other) => this with { Health = Shown(Health) } == other with { Health = Shown(other.Health) };

    private static EndpointHealth Shown(EndpointHealth health) => health with { FailuresInRow = 0 };
}

/// <summary>Why an endpoint gets no messages.</summary>
public enum DisabledReason
{
    /// <summary>It answered 410.</summary>
    Gone,

    /// <summary>Nothing but failures for five days.</summary>
    Failing,

    /// <summary>An admin turned it off.</summary>
    Manual,
}
