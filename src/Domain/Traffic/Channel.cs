namespace Hivemind.Domain.Traffic;

/// <summary>Where events come from: the platforms of instances, and what is not a platform.</summary>
public static class Channel
{
    public const string Webhook = "webhook";
    public const string Custom = "custom";

    /// <summary>Written by the server alone.</summary>
    public const string System = "system";

    /// <summary>The platforms that an instance can be connected to.</summary>
    public static readonly IReadOnlyList<SupportedChannel> Supported =
    [
        new("whatsapp-baileys", "WhatsApp (Baileys)", "A WhatsApp account linked as a device, through the open Baileys library."),
        new("whatsapp-cloud", "WhatsApp Cloud", "A WhatsApp Business number through Meta's Cloud API."),
        new("discord", "Discord", "A Discord bot in servers and direct messages."),
        new("slack", "Slack", "A Slack app in channels and direct messages."),
        new("telegram", "Telegram", "A Telegram bot in groups and private chats."),
    ];

    /// <summary>What a client may say of an event that belongs to no instance.</summary>
    public static readonly IReadOnlyList<string> OfClients = [.. Supported.Select(channel => channel.Channel), Webhook, Custom];

    public static bool IsSupported(string? channel) => Supported.Any(one => one.Channel == channel);
}

/// <summary>A platform and what it is called.</summary>
public sealed record SupportedChannel(string Channel, string Name, string Description);
