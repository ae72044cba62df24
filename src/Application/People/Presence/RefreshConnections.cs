using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.People.Presence;

/// <summary>Keeps the sockets of this process fresh. Those that were swept while it could not speak are entered again.</summary>
[Access(Audience.Public)]
public sealed record RefreshConnections : ICommand<int>;

internal sealed class RefreshConnectionsHandler(IConnectionRepository connections, OpenConnections open, PresenceNews news)
    : IRequestHandler<RefreshConnections, int>
{
    public async Task<int> Handle(RefreshConnections command, CancellationToken cancellationToken)
    {
        var mine = open.All.ToList();
        var known = (await connections.Refresh([.. mine.Select(one => one.Key)], cancellationToken)).ToHashSet();
        foreach (var (id, caller) in mine.Where(one => !known.Contains(one.Key)).OrderBy(one => one.Value.UserId))
        {
            await news.Tell((await connections.Open(id, caller, cancellationToken)).Presence, cancellationToken);

            // Whoever closed it meanwhile has taken it off the list first, and may have found no row to delete.
            if (!open.Has(id))
                await news.Tell(await connections.Close(id, caller, cancellationToken), cancellationToken);
        }

        return mine.Count;
    }
}
