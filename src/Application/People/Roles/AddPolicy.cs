using System.Text.Json.Serialization;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.People.Roles;

/// <summary>An admin narrows or widens what an agent may do with a namespace, a category or one item.</summary>
[Access(Audience.Admin, Scope.PeopleWrite)]
public sealed record AddPolicy(string AgentId, [property: JsonPropertyName("object")] string Target, PolicyAction Action) : ICommand<PolicyView>;

internal sealed class AddPolicyValidator : AbstractValidator<AddPolicy>
{
    public AddPolicyValidator()
    {
        RuleFor(command => command.AgentId).AgentId();
        RuleFor(command => command.Target).Must(target => PolicyTarget.TryNormalize(target, out _)).WithMessage(PolicyTarget.Rule)
            .OverridePropertyName("object");
    }
}

internal sealed class AddPolicyHandler(IRoleRepository roles, IAuditLog audit, CallContext call) : IRequestHandler<AddPolicy, PolicyView>
{
    public async Task<PolicyView> Handle(AddPolicy command, CancellationToken cancellationToken)
    {
        if (!PolicyTarget.TryNormalize(command.Target, out var target))
            throw new ValidationFailedException("object", PolicyTarget.Rule);

        var policy = await roles.AddPolicy(call.OrgId, command.AgentId, target, command.Action, call.Caller.ActorId, cancellationToken);
        await audit.Write("policy.added", "policy", policy.Id.ToString(), new { policy.AgentId, policy.Target, policy.Action }, cancellationToken);
        return policy;
    }
}
