namespace Hivemind.Application.Live;

/// <summary>The line over which the processes of a deployment wake each other: a hint that there is something new, never the thing itself.</summary>
public interface INotificationBus
{
    BusState State { get; }

    /// <summary>Calls the action, from any thread, whenever log rows or queued work may be new. It must be quick; dispose to end it.</summary>
    IDisposable OnRing(Action wake);
}

/// <summary>Whether this process hears the others. Without the line work is still found, by polling.</summary>
public sealed record BusState(bool IsConnected, DateTimeOffset? DisconnectedSince);
