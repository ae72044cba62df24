using System.Collections.Frozen;

namespace Hivemind.Domain.Traffic.Events;

/// <summary>What kinds of events there are, and who may write which.</summary>
public static class EventTypes
{
    public const int MaxLength = 50;

    /// <summary>Begins what clients and automations make up themselves.</summary>
    public const string CustomPrefix = "custom.";

    /// <summary>Begins what the server alone writes.</summary>
    public const string SystemPrefix = "system.";

    public const string InstanceConnected = "instance.connected";
    public const string InstanceDisconnected = "instance.disconnected";

    public static readonly FrozenSet<string> Core = new[]
    {
        "message.received", "message.sent", "message.delivered", "message.read", "message.failed", "message.button_click", "message.poll",
        "message.poll_vote", "media.received", "media.processed", "identity.created", "identity.linked", "identity.merged",
        "identity.unlinked", InstanceConnected, InstanceDisconnected, "instance.qr_code", "access.allowed", "access.denied",
        "presence.typing", "presence.online", "presence.offline", "sync.started", "sync.progress", "sync.completed", "sync.failed",
        "profile.synced", "reaction.received", "reaction.removed", "batch-job.created", "batch-job.started", "batch-job.progress",
        "batch-job.completed", "batch-job.cancelled", "batch-job.failed",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsCustom(string? type) => type is not null && type.Length > CustomPrefix.Length && type.StartsWith(CustomPrefix, StringComparison.Ordinal);

    /// <summary>Whether a client may post events of this type.</summary>
    public static bool IsForClients(string? type) => type is not null && (Core.Contains(type) || IsCustom(type));
}
