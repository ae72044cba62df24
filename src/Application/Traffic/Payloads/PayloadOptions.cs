using System.ComponentModel.DataAnnotations;

namespace Hivemind.Application.Traffic.Payloads;

/// <summary>How long payloads are kept.</summary>
public sealed class PayloadOptions
{
    public const string Section = "Payloads";

    /// <summary>Days that a payload is kept where its event type says nothing else.</summary>
    [Range(1, 365)]
    public int RetentionDays { get; set; } = 14;

    /// <summary>Days that the payload of a failed handler is kept.</summary>
    [Range(1, 365)]
    public int ErrorRetentionDays { get; set; } = 30;
}
