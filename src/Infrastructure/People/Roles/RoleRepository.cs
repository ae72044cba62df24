using Hivemind.Application.Common;
using Hivemind.Application.People.Roles;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.People.Roles;

internal sealed class RoleRepository(DbSession session, TimeProvider time) : IRoleRepository
{
    public async Task<AgentRole> Find(string orgId, string agentId, CancellationToken cancellationToken) =>
        await session.FindOne<string>(
            "select role from agent_roles where org_id = @orgId and agent_id = @agentId", new { orgId, agentId }, cancellationToken) is { } role
            ? EnumText.Parse<AgentRole>(role)
            : AgentRole.Contributor;

    public async Task<RoleView> Assign(string orgId, string agentId, AgentRole role, string assignedBy, CancellationToken cancellationToken) =>
        await session.FindOne<RoleView>(
            """
            insert into agent_roles (org_id, agent_id, role, assigned_by, created_at)
            values (@orgId, @agentId, @Role, @assignedBy, @Now)
            on conflict (org_id, agent_id) do update
            set role = excluded.role, assigned_by = excluded.assigned_by, created_at = excluded.created_at
            returning agent_id, role, assigned_by, created_at
            """, new { orgId, agentId, Role = EnumText.Of(role), assignedBy, Now = time.Now() }, cancellationToken)
        ?? throw new InvalidOperationException("The new role did not come back.");

    public async Task<PolicyView> AddPolicy(
        string orgId, string agentId, string target, PolicyAction action, string createdBy, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var parameters = new { Id = Guid.CreateVersion7(now), orgId, agentId, target, Action = EnumText.Of(action), createdBy, now };
        var added = await session.FindOne<PolicyView>(
            """
            insert into policies (id, org_id, agent_id, object, action, created_by, created_at)
            values (@Id, @orgId, @agentId, @target, @Action, @createdBy, @now)
            on conflict (org_id, agent_id, object, action) do nothing
            returning id, agent_id, object as target, action, created_by, created_at
            """, parameters, cancellationToken);

        return added ?? throw RuleException.Duplicate("This policy exists already.", await session.FindOne<Guid>(
            """
            select id
            from policies
            where org_id = @orgId and agent_id = @agentId and object = @target and action = @Action
            """, parameters, cancellationToken));
    }

    public Task<PolicyView?> RemovePolicy(string orgId, Guid id, CancellationToken cancellationToken) =>
        session.FindOne<PolicyView>(
            """
            delete from policies
            where id = @id and org_id = @orgId
            returning id, agent_id, object as target, action, created_by, created_at
            """, new { id, orgId }, cancellationToken);
}
