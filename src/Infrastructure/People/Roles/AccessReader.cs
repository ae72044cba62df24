using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Domain.People;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.People.Roles;

internal sealed class AccessReader(NpgsqlDataSource database) : IAccessReader
{
    public async Task<KnowledgeAccess> For(Principal principal, CancellationToken cancellationToken)
    {
        if (principal.IsAdmin || principal.AgentId is null)
            return new KnowledgeAccess(principal.IsAdmin, []);

        var policies = await database.List<Policy>(
            """
            select object as target, action
            from policies
            where org_id = @OrgId and agent_id = @AgentId
            """, new { principal.OrgId, principal.AgentId }, cancellationToken);

        return new KnowledgeAccess(isAdmin: false, policies);
    }
}
