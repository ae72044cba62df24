using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>Whether an instance may work and does, and since when.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetInstanceStatus(Guid Id) : IQuery<InstanceStatusView>;

internal sealed class GetInstanceStatusHandler(IInstanceQueries instances, CallContext call) : IRequestHandler<GetInstanceStatus, InstanceStatusView>
{
    public async Task<InstanceStatusView> Handle(GetInstanceStatus query, CancellationToken cancellationToken) =>
        InstanceStatusView.Of(await instances.Find(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("instance"));
}
