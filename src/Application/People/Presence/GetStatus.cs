using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.Operations;
using MediatR;

namespace Hivemind.Application.People.Presence;

/// <summary>Who answers, and how busy the caller's organisation is over all processes.</summary>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record GetStatus : IQuery<StatusView>;

/// <summary>The answering process, and the organisation over all processes.</summary>
/// <param name="MachineId">Of the answering process; new at each start.</param>
/// <param name="QueueLength">Queued runs.</param>
/// <param name="Sessions">Distinct principals with a live socket.</param>
/// <param name="Connections">Live sockets.</param>
public sealed record StatusView(string MachineId, ServerStatus Status, long QueueLength, long Sessions, long Connections);

/// <summary>Whether the answering process hears the others.</summary>
public enum ServerStatus
{
    Online,
    Degraded,
}

internal sealed class GetStatusHandler(IPresenceQueries presence, OpenConnections open, BusHealth bus, CallContext call)
    : IRequestHandler<GetStatus, StatusView>
{
    public async Task<StatusView> Handle(GetStatus query, CancellationToken cancellationToken)
    {
        var counts = await presence.Count(call.OrgId, cancellationToken);
        return new(open.ServerId, bus.Works ? ServerStatus.Online : ServerStatus.Degraded, counts.QueuedRuns, counts.Sessions, counts.Connections);
    }
}
