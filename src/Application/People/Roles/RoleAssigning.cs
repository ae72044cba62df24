using Hivemind.Application.Common;
using Hivemind.Application.People.Organisations;
using Hivemind.Domain.People;

namespace Hivemind.Application.People.Roles;

/// <summary>Gives an agent its one role: for admins, for the command line and for the first start.</summary>
public sealed class RoleAssigning(IRoleRepository roles, IOrganisationRepository organisations, IAuditLog audit, CallContext call)
{
    public async Task<RoleView> Assign(string orgId, string agentId, AgentRole role, CancellationToken cancellationToken)
    {
        var others = await organisations.LockAdmins(orgId, exceptUser: null, agentId, cancellationToken);
        AgentRoles.CheckChange(await roles.Find(orgId, agentId, cancellationToken), role, others);

        var assigned = await roles.Assign(orgId, agentId, role, call.Caller.ActorId, cancellationToken);
        await audit.Write("role.assigned", "agent", agentId, new { role }, cancellationToken, orgId);
        return assigned;
    }
}
