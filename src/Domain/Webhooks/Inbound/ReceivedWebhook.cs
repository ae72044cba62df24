namespace Hivemind.Domain.Webhooks.Inbound;

/// <summary>What became of one delivery.</summary>
public enum WebhookOutcome
{
    /// <summary>Answered, with nothing to do: the handshake of a provider.</summary>
    Received,

    /// <summary>Its proof, its headers or its body were not right. Its payload is not kept.</summary>
    Rejected,

    /// <summary>A repeat, or Hivemind's own words.</summary>
    Skipped,

    /// <summary>Accepted: an event was recorded.</summary>
    Queued,
}
