using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.Operations;
using MediatR;

namespace Hivemind.Application.People.Presence;

/// <summary>What goes on in the caller's organisation now, in four figures.</summary>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record GetLiveStatus : IQuery<LiveStatusView>;

/// <summary>The organisation now.</summary>
/// <param name="ActiveTasksCount">In progress, running or waiting for input.</param>
/// <param name="RecentActivityCount">Tasks changed in the last hour.</param>
public sealed record LiveStatusView(long OnlineUsersCount, long ActiveTasksCount, long RecentActivityCount, SystemStatus SystemStatus);

/// <summary>Whether live messages travel between processes at once.</summary>
public enum SystemStatus
{
    Operational,
    Degraded,
}

internal sealed class GetLiveStatusHandler(IPresenceQueries presence, BusHealth bus, CallContext call) : IRequestHandler<GetLiveStatus, LiveStatusView>
{
    public async Task<LiveStatusView> Handle(GetLiveStatus query, CancellationToken cancellationToken)
    {
        var counts = await presence.Count(call.OrgId, cancellationToken);
        return new(counts.OnlineUsers, counts.ActiveTasks, counts.RecentActivity, bus.Works ? SystemStatus.Operational : SystemStatus.Degraded);
    }
}
