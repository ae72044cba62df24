using System.ComponentModel.DataAnnotations;

namespace Hivemind.Application.Common;

/// <summary>Limits per minute and principal that are kept per process; 0 switches one off.</summary>
public sealed class GeneralLimitOptions
{
    /// <summary>All requests of one principal per minute; a key's own limit replaces it.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 1000;
}
