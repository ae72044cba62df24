namespace Hivemind.Domain.Sources;

/// <summary>An outside service that an organisation connects to.</summary>
public enum Platform
{
    Github,
    Jira,
    Slack,
}

/// <summary>What people see of a platform.</summary>
/// <param name="Icon">The name of its icon.</param>
public sealed record PlatformLabel(string Name, string Icon, string Description)
{
    public static PlatformLabel Of(Platform platform) => platform switch
    {
        Platform.Github => new("GitHub", "github", "Repositories, issues and pull requests."),
        Platform.Jira => new("Jira", "jira", "Issues of Jira and pages of Confluence."),
        _ => new("Slack", "slack", "Channels and their threads."),
    };
}
