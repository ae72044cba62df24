using Hivemind.Domain.Common;
using Hivemind.Domain.Sources;

namespace Hivemind.Application.Sources;

/// <summary>How an organisation stands with a platform.</summary>
/// <param name="Connected">An active installation exists; what follows from it is null or empty otherwise.</param>
/// <param name="Configured">The server has an application at the platform.</param>
/// <param name="WebhookError">Why the platform would not take the webhook; null when nothing went wrong.</param>
public sealed record OAuthStatus(
    Platform Platform,
    string Name,
    bool Connected,
    bool Configured,
    string Icon,
    string Description,
    DateTimeOffset? InstalledAt,
    IReadOnlyList<string> Scopes,
    bool WebhookRegistered,
    string? WebhookUrl,
    string? WebhookError)
{
    public static OAuthStatus Of(Platform platform, OAuthInstallation? installation, OAuthOptions options)
    {
        var label = PlatformLabel.Of(platform);
        return new(
            platform, label.Name, installation is not null, options[platform].IsConfigured, label.Icon, label.Description,
            installation?.InstalledAt, installation?.Scopes ?? [], installation?.WebhookRegistered ?? false, installation?.WebhookUrl, installation?.WebhookError);
    }
}

/// <summary>The standing with every platform, by its name.</summary>
public sealed record OAuthStatuses(IReadOnlyDictionary<string, OAuthStatus> Statuses)
{
    public static OAuthStatuses Of(IReadOnlyList<OAuthInstallation> installations, OAuthOptions options) => new(
        Enum.GetValues<Platform>().ToDictionary(
            EnumText.Of, platform => OAuthStatus.Of(platform, installations.FirstOrDefault(one => one.Platform == platform), options)));
}

/// <summary>An active connection of an organisation to a platform.</summary>
public sealed record OAuthInstallation
{
    public required Platform Platform { get; init; }
    public IReadOnlyList<string> Scopes { get; init; } = [];
    public required DateTimeOffset InstalledAt { get; init; }
    public bool WebhookRegistered { get; init; }
    public string? WebhookUrl { get; init; }
    public string? WebhookError { get; init; }
}
