using System.ComponentModel.DataAnnotations;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>What automations may see, how far they may lead to one another, and how long their log is kept.</summary>
public sealed class AutomationOptions
{
    public const string Section = "Automations";

    /// <summary>Only environment variables whose name begins so are readable by templates; never empty.</summary>
    [RegularExpression("[A-Za-z_][A-Za-z0-9_]{2,}")]
    public string EnvPrefix { get; set; } = "HIVEMIND_VAR_";

    /// <summary>Automations that may cause one another in a chain, 1 to 100.</summary>
    [Range(1, 100)]
    public int MaxDepth { get; set; } = 8;

    /// <summary>Days that the log of executions is kept; 0 keeps it for ever.</summary>
    [Range(0, 36_500)]
    public int LogRetentionDays { get; set; } = 90;
}
