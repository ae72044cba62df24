using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>Its adapter reports that the channel is up. Repeating changes nothing.</summary>
[Access(Audience.Principal, Scope.TrafficWrite)]
public sealed record ConnectInstance(Guid Id) : ICommand<InstanceStatusView>;

internal sealed class ConnectInstanceHandler(IInstanceRepository instances, InstanceConnections connections, CallContext call, TimeProvider time)
    : IRequestHandler<ConnectInstance, InstanceStatusView>
{
    public async Task<InstanceStatusView> Handle(ConnectInstance command, CancellationToken cancellationToken)
    {
        var stored = await instances.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("instance");
        var connected = stored.Connect(time.Now());
        if (connected == stored)
            return InstanceStatusView.Of(stored);

        var saved = await instances.Save(connected, cancellationToken);
        await connections.Tell(stored, saved, null, cancellationToken);
        return InstanceStatusView.Of(saved);
    }
}
