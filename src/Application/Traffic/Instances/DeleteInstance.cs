using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>Disconnects and removes an instance; its events keep its id.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record DeleteInstance(Guid Id) : ICommand<Guid>;

internal sealed class DeleteInstanceHandler(IInstanceRepository instances, InstanceConnections connections, CallContext call, TimeProvider time)
    : IRequestHandler<DeleteInstance, Guid>
{
    public async Task<Guid> Handle(DeleteInstance command, CancellationToken cancellationToken)
    {
        var instance = await instances.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("instance");
        call.CheckVersion(instance.RowVersion);

        await connections.Tell(instance, instance.Disconnect(time.Now()), "deleted", cancellationToken);
        await instances.Remove(instance.Id, cancellationToken);
        return instance.Id;
    }
}
