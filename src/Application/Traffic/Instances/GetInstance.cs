using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>One instance of the organisation.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetInstance(Guid Id) : IQuery<InstanceView>;

internal sealed class GetInstanceHandler(IInstanceQueries instances, CallContext call) : IRequestHandler<GetInstance, InstanceView>
{
    public async Task<InstanceView> Handle(GetInstance query, CancellationToken cancellationToken) =>
        InstanceView.Of(await instances.Find(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("instance"));
}
