using System.ComponentModel.DataAnnotations;

namespace Hivemind.Application.Common;

/// <summary>Limits per minute and principal that are kept per process; 0 switches one off.</summary>
public sealed class GeneralLimitOptions
{
    /// <summary>All requests of one principal per minute; a key's own limit replaces it.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 1000;

    /// <summary>Reads, searches and triggers of events.</summary>
    [Range(0, 1_000_000)]
    public int EventReadsPerMinute { get; set; } = 100;

    /// <summary>Requests that report events.</summary>
    [Range(0, 1_000_000)]
    public int EventIngestPerMinute { get; set; } = 6000;

    /// <summary>Requests about instances.</summary>
    [Range(0, 1_000_000)]
    public int InstancesPerMinute { get; set; } = 30;
}
