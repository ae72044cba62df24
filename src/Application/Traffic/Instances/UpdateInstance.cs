using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>Changes an instance; what is not given stays. Turning it off disconnects it.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
[CamelCase]
public sealed record UpdateInstance(Guid Id, InstanceChange Change) : ICommand<InstanceView>;

internal sealed class UpdateInstanceValidator : AbstractValidator<UpdateInstance>
{
    public UpdateInstanceValidator()
    {
        RuleFor(command => command.Change.Name).IsInstanceName().OverridePropertyName("Name");
        RuleFor(command => command.Change.ProfileName).IsProfileText().OverridePropertyName("ProfileName");
        RuleFor(command => command.Change.ProfilePicUrl).IsProfileText().OverridePropertyName("ProfilePicUrl");
        RuleFor(command => command.Change.ProfileBio).IsProfileText().OverridePropertyName("ProfileBio");
        RuleFor(command => command.Change.OwnerIdentifier).IsProfileText().OverridePropertyName("OwnerIdentifier");
        RuleFor(command => command.Change.AgentId).IsProfileText().OverridePropertyName("AgentId");
        RuleFor(command => command.Change.AgentTimeoutMs).IsAgentTimeout().OverridePropertyName("AgentTimeoutMs");
    }
}

internal sealed class UpdateInstanceHandler(
    IInstanceRepository instances, InstanceNames names, InstanceConnections connections, CallContext call, TimeProvider time)
    : IRequestHandler<UpdateInstance, InstanceView>
{
    public async Task<InstanceView> Handle(UpdateInstance command, CancellationToken cancellationToken)
    {
        var stored = await instances.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("instance");
        call.CheckVersion(stored.RowVersion);

        var changed = command.Change.Apply(stored, time.Now());
        await names.Settle(changed, cancellationToken);
        var saved = await instances.Save(changed, cancellationToken);
        await connections.Tell(stored, saved, "deactivated", cancellationToken);
        return InstanceView.Of(saved);
    }
}
