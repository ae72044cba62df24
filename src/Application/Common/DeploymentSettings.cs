namespace Hivemind.Application.Common;

/// <summary>Settings that concern every surface.</summary>
public sealed class DeploymentOptions
{
    /// <summary>The address that users see; null takes it from the request.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>False turns background work off in this process (API-only).</summary>
    public bool JobsEnabled { get; set; } = true;
}
