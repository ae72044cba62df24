using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.People.Presence;

/// <summary>
/// A socket was opened: its user is online. Refused when the principal has as many as it may. Whoever sends this closes the connection
/// afterwards in any case: it may be there although the answer got lost.
/// </summary>
[Access(Audience.Principal)]
public sealed record OpenConnection(Guid Id) : ICommand<OpenedConnection>;

/// <param name="Sockets">How many the principal has now.</param>
public sealed record OpenedConnection(int Sockets);

internal sealed class OpenConnectionHandler(
    IConnectionRepository connections, OpenConnections open, PresenceNews news, CallContext call)
    : IRequestHandler<OpenConnection, OpenedConnection>
{
    public async Task<OpenedConnection> Handle(OpenConnection command, CancellationToken cancellationToken)
    {
        var change = await connections.Open(command.Id, call.Caller, cancellationToken);
        if (change.Sockets > PresenceRules.SocketsPerPrincipal)
            throw RuleException.RateLimited($"A principal has at most {PresenceRules.SocketsPerPrincipal} sockets.", 60);

        await news.Tell(change.Presence, cancellationToken);
        open.Add(command.Id, call.Caller);
        return new OpenedConnection(change.Sockets);
    }
}
