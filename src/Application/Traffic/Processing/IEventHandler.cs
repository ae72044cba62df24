namespace Hivemind.Application.Traffic.Processing;

/// <summary>
/// Does something for every event of the types it wants. It runs outside of a transaction, in a scope of its own, as the server
/// itself in the event's organisation, and changes things by sending commands.
/// </summary>
/// <remarks>
/// It may run again for an event that it has handled: when the process dies before its success is stored, when another handler of
/// a replay asks for it, and by hand. What must not happen twice is keyed by the event's id.
/// </remarks>
public interface IEventHandler
{
    /// <summary>Names its successes, failures and dead letters for ever: at most 50 characters, never renamed.</summary>
    string Name { get; }

    /// <summary>Asked for every event, so it must be quick.</summary>
    bool Wants(string eventType);

    /// <summary>Returns when it is done. Whatever it throws is a failure and tried again, but for <see cref="HandlerBusyException"/>.</summary>
    Task Handle(EventInHand e, CancellationToken cancellationToken);
}

/// <summary>A handler has no room at the moment: not a failure. The event goes back and comes again after a second.</summary>
public sealed class HandlerBusyException(string message) : Exception(message);
