using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.People.Presence;

/// <summary>A socket is closed: with the last one its user is offline.</summary>
[Access(Audience.Principal)]
public sealed record CloseConnection(Guid Id) : ICommand<ClosedConnection>;

/// <param name="WentOffline">It was the last one of its user.</param>
public sealed record ClosedConnection(bool WentOffline);

internal sealed class CloseConnectionHandler(IConnectionRepository connections, OpenConnections open, PresenceNews news, CallContext call)
    : IRequestHandler<CloseConnection, ClosedConnection>
{
    public async Task<ClosedConnection> Handle(CloseConnection command, CancellationToken cancellationToken)
    {
        open.Remove(command.Id);
        var change = await connections.Close(command.Id, call.Caller, cancellationToken);
        await news.Tell(change, cancellationToken);
        return new ClosedConnection(change is not null);
    }
}
