using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.People.Roles;

/// <summary>An admin removes a policy.</summary>
[Access(Audience.Admin, Scope.PeopleWrite)]
public sealed record RemovePolicy(Guid Id) : ICommand<PolicyView>;

internal sealed class RemovePolicyHandler(IRoleRepository roles, IAuditLog audit, CallContext call) : IRequestHandler<RemovePolicy, PolicyView>
{
    public async Task<PolicyView> Handle(RemovePolicy command, CancellationToken cancellationToken)
    {
        var policy = await roles.RemovePolicy(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("policy");
        await audit.Write("policy.removed", "policy", policy.Id.ToString(), new { policy.AgentId, policy.Target, policy.Action }, cancellationToken);
        return policy;
    }
}
