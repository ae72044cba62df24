using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.People.Roles;

/// <summary>An admin gives an agent a role, in place of the one it had. The last admin stays one.</summary>
[Access(Audience.Admin, Scope.PeopleWrite)]
public sealed record AssignRole(string AgentId, AgentRole Role) : ICommand<RoleView>;

internal sealed class AssignRoleValidator : AbstractValidator<AssignRole>
{
    public AssignRoleValidator() => RuleFor(command => command.AgentId).AgentId();
}

internal sealed class AssignRoleHandler(RoleAssigning roles, CallContext call) : IRequestHandler<AssignRole, RoleView>
{
    public Task<RoleView> Handle(AssignRole command, CancellationToken cancellationToken) =>
        roles.Assign(call.OrgId, command.AgentId, command.Role, cancellationToken);
}
