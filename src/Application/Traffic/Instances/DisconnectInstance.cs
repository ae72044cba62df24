using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>Its adapter reports that the channel is down. Repeating changes nothing.</summary>
[Access(Audience.Principal, Scope.TrafficWrite)]
[CamelCase]
public sealed record DisconnectInstance(Guid Id, string? Reason) : ICommand<InstanceStatusView>;

internal sealed class DisconnectInstanceValidator : AbstractValidator<DisconnectInstance>
{
    public DisconnectInstanceValidator() => RuleFor(command => command.Reason).IsProfileText();
}

internal sealed class DisconnectInstanceHandler(IInstanceRepository instances, InstanceConnections connections, CallContext call, TimeProvider time)
    : IRequestHandler<DisconnectInstance, InstanceStatusView>
{
    public async Task<InstanceStatusView> Handle(DisconnectInstance command, CancellationToken cancellationToken)
    {
        var stored = await instances.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("instance");
        var disconnected = stored.Disconnect(time.Now());
        if (disconnected == stored)
            return InstanceStatusView.Of(stored);

        var saved = await instances.Save(disconnected, cancellationToken);
        await connections.Tell(stored, saved, command.Reason, cancellationToken);
        return InstanceStatusView.Of(saved);
    }
}
