using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Traffic;
using Hivemind.Domain.Traffic.Instances;
using MediatR;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>Adds an account of a channel; its adapter connects it afterwards.</summary>
/// <param name="Name">At most 255 characters, unique in the organisation.</param>
/// <param name="Channel">One of the supported channels; it never changes.</param>
/// <param name="IsDefault">The one meant when none is named; takes it from the other instances of the channel.</param>
/// <param name="AgentTimeoutMs">How long the agent may think; default 60,000.</param>
[Access(Audience.Admin, Scope.TrafficWrite)]
[CamelCase]
public sealed record CreateInstance(
    string Name, string Channel, bool? IsDefault, bool? IsActive, string? ProfileName, string? ProfilePicUrl, string? ProfileBio,
    string? OwnerIdentifier, AccessMode? AccessMode, string? AgentId, InstanceAgentType? AgentType, int? AgentTimeoutMs,
    AgentSessionStrategy? AgentSessionStrategy) : ICommand<InstanceView>;

internal sealed class CreateInstanceValidator : AbstractValidator<CreateInstance>
{
    public CreateInstanceValidator()
    {
        RuleFor(command => command.Name).NotNull().IsInstanceName();
        RuleFor(command => command.Channel).Must(Channel.IsSupported)
            .WithMessage($"One of: {string.Join(", ", Channel.Supported.Select(channel => channel.Channel))}.");
        RuleFor(command => command.ProfileName).IsProfileText();
        RuleFor(command => command.ProfilePicUrl).IsProfileText();
        RuleFor(command => command.ProfileBio).IsProfileText();
        RuleFor(command => command.OwnerIdentifier).IsProfileText();
        RuleFor(command => command.AgentId).IsProfileText();
        RuleFor(command => command.AgentTimeoutMs).IsAgentTimeout();
    }
}

internal sealed class CreateInstanceHandler(IInstanceRepository instances, InstanceNames names, CallContext call, TimeProvider time)
    : IRequestHandler<CreateInstance, InstanceView>
{
    public async Task<InstanceView> Handle(CreateInstance command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var instance = new Instance
        {
            Id = Guid.CreateVersion7(now),
            OrgId = call.OrgId,
            Name = command.Name,
            Channel = command.Channel,
            IsDefault = command.IsDefault ?? false,
            IsActive = command.IsActive ?? true,
            ProfileName = command.ProfileName,
            ProfilePicUrl = command.ProfilePicUrl,
            ProfileBio = command.ProfileBio,
            OwnerIdentifier = command.OwnerIdentifier,
            AccessMode = command.AccessMode ?? AccessMode.Disabled,
            AgentId = command.AgentId,
            AgentType = command.AgentType,
            AgentTimeoutMs = command.AgentTimeoutMs ?? Instance.DefaultAgentTimeoutMs,
            AgentSessionStrategy = command.AgentSessionStrategy,
            CreatedAt = now,
            UpdatedAt = now,
        };

        await names.Settle(instance, cancellationToken);
        await instances.Add(instance, cancellationToken);
        return InstanceView.Of(instance);
    }
}
