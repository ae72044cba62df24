namespace Hivemind.Domain.Webhooks;

/// <summary>One message to one endpoint, tried until it arrives or its attempts are used up.</summary>
public sealed record WebhookDelivery
{
    public const string EndpointDisabled = "endpoint_disabled";

    public required Guid Id { get; init; }

    public required Guid EndpointId { get; init; }

    public required string Event { get; init; }

    /// <summary>The body, byte for byte as it is signed and sent.</summary>
    public required string Payload { get; init; }

    public DeliveryStatus Status { get; init; }

    /// <summary>All attempts ever made; their numbers never repeat.</summary>
    public int Attempts { get; init; }

    /// <summary>Of these, made before the delivery was last started again: the schedule begins anew there.</summary>
    public int AttemptsBefore { get; init; }

    public int? ResponseCode { get; init; }

    public string? Error { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The delivery after one more attempt.</summary>
    /// <param name="isEndpointActive">False when the endpoint was disabled meanwhile, or by this very attempt: no further one follows.</param>
    public WebhookDelivery After(AttemptResult result, bool isEndpointActive, double random, DateTimeOffset now)
    {
        var attempts = Attempts + 1;
        var tried = this with { Attempts = attempts, ResponseCode = result.ResponseCode, Error = result.Error, NextAttemptAt = null, UpdatedAt = now };

        if (result.IsSuccess)
            return tried with { Status = DeliveryStatus.Succeeded, CompletedAt = now };

        if (!isEndpointActive)
            return tried with { Status = DeliveryStatus.Failed, Error = EndpointDisabled, CompletedAt = now };

        if (DeliverySchedule.DelayAfter(attempts - AttemptsBefore, random) is not { } delay)
            return tried with { Status = DeliveryStatus.Failed, CompletedAt = now };

        return tried with { Status = DeliveryStatus.Pending, NextAttemptAt = now + (delay > result.Wait ? delay : result.Wait) };
    }

    /// <summary>The same message once more, from the first attempt of the schedule; also one that had arrived.</summary>
    public WebhookDelivery StartAgain(DateTimeOffset now) => this with
    {
        Status = DeliveryStatus.Pending,
        AttemptsBefore = Attempts,
        Error = null,
        NextAttemptAt = now,
        UpdatedAt = now,
        CompletedAt = null,
    };
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryStatus
{
    Pending,
    Succeeded,
    Failed,
}
