using Hivemind.Domain.Sources;

namespace Hivemind.Application.Sources;

/// <summary>The applications under which the server is known to the platforms; the section "OAuth" of the configuration.</summary>
public sealed class OAuthOptions
{
    public const string Section = "OAuth";

    public OAuthClient GitHub { get; set; } = new();

    public OAuthClient Jira { get; set; } = new();

    public OAuthClient Slack { get; set; } = new();

    public OAuthClient this[Platform platform] => platform switch
    {
        Platform.Github => GitHub,
        Platform.Jira => Jira,
        _ => Slack,
    };
}

/// <summary>One application at a platform; without both texts nobody can connect to it.</summary>
public sealed class OAuthClient
{
    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    public bool IsConfigured => !string.IsNullOrWhiteSpace(ClientId) && !string.IsNullOrWhiteSpace(ClientSecret);
}
