using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Live;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.Live;

/// <summary>Begins a socket: nothing is delivered until it subscribes.</summary>
[Access(Audience.Principal)]
public sealed record OpenSocket : IQuery<SocketOpening>;

/// <summary>Who opened a socket, with which rights, and where the log stood.</summary>
public sealed record SocketOpening(Principal Caller, KnowledgeAccess Access, Position From);

internal sealed class OpenSocketHandler(ILiveReader log, IAccessReader access, CallContext call) : IRequestHandler<OpenSocket, SocketOpening>
{
    public async Task<SocketOpening> Handle(OpenSocket query, CancellationToken cancellationToken) =>
        new(call.Caller, await access.For(call.Caller, cancellationToken), (await log.State(cancellationToken)).Now);
}
