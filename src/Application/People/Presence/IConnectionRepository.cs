using Hivemind.Application.Common;

namespace Hivemind.Application.People.Presence;

/// <summary>The open sockets of all processes, and whom they make online. Every change of a user happens under the lock of its row.</summary>
public interface IConnectionRepository
{
    Task<ConnectionChange> Open(Guid id, Principal caller, CancellationToken cancellationToken);

    Task<PresenceChange?> Close(Guid id, Principal caller, CancellationToken cancellationToken);

    /// <summary>Keeps these sockets of this process fresh and says which of them have a row.</summary>
    Task<IReadOnlyList<Guid>> Refresh(IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Takes some users offline whose sockets are all silent, and forgets silent sockets.</summary>
    Task<IReadOnlyList<PresenceChange>> Sweep(int limit, CancellationToken cancellationToken);
}

/// <param name="Sockets">How many the principal has now, this one included.</param>
/// <param name="Presence">Set when a user came online by it.</param>
public sealed record ConnectionChange(int Sockets, PresenceChange? Presence);

/// <summary>A user came or went.</summary>
public sealed record PresenceChange(string OrgId, Guid UserId, bool IsOnline, DateTimeOffset LastSeenAt);
