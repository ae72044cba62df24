namespace Hivemind.Application.People.Presence;

/// <summary>How presence is kept.</summary>
public static class PresenceRules
{
    public const int SocketsPerPrincipal = 20;

    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    /// <summary>A socket whose process has been silent for longer counts no more.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    public static readonly TimeSpan Sweep = TimeSpan.FromSeconds(30);
}
