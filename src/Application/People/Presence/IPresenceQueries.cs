using Hivemind.Application.People.Users;

namespace Hivemind.Application.People.Presence;

/// <summary>Read models of presence and of what goes on now, of one organisation over all processes.</summary>
public interface IPresenceQueries
{
    Task<IReadOnlyList<UserProfile>> ListOnline(string orgId, int limit, CancellationToken cancellationToken);

    Task<LiveCounts> Count(string orgId, CancellationToken cancellationToken);
}

/// <param name="ActiveTasks">In progress, running or waiting for input.</param>
/// <param name="RecentActivity">Tasks changed in the last hour.</param>
/// <param name="Sessions">Distinct principals with a live socket.</param>
/// <param name="Connections">Live sockets.</param>
public sealed record LiveCounts(long OnlineUsers, long ActiveTasks, long RecentActivity, long QueuedRuns, long Sessions, long Connections);
