using Hivemind.Application.Common;
using Hivemind.Application.People.Roles;
using Hivemind.Domain.People;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.People.Roles;

internal sealed class RoleQueries(NpgsqlDataSource database) : IRoleQueries
{
    private const string Filter = "org_id = @orgId and (@agentId::text is null or agent_id = @agentId)";

    public async Task<OffsetList<RoleView>> ListRoles(string orgId, string? agentId, OffsetPage page, CancellationToken cancellationToken)
    {
        var parameters = new { orgId, agentId, AfterTime = page.After?.Time, AfterId = page.After?.Id, page.Take, page.Offset };

        // A role has no id of its own; the hash of its agent stands in, so that equal times lose no row.
        var rows = await database.List<RoleRow>(
            $"""
            select agent_id, role, assigned_by, created_at, md5(agent_id)::uuid as place
            from agent_roles
            where {Filter} and (@AfterTime::timestamptz is null or (created_at, md5(agent_id)::uuid) < (@AfterTime, @AfterId::uuid))
            order by created_at desc, md5(agent_id)::uuid desc
            limit @Take offset @Offset
            """, parameters, cancellationToken);

        var total = await database.FindOne<long>($"select count(*) from agent_roles where {Filter}", parameters, cancellationToken);
        var list = page.List(rows, total, row => new Cursor(row.CreatedAt, row.Place));
        return new([.. list.Items.Select(row => new RoleView(row.AgentId, row.Role, row.AssignedBy, row.CreatedAt))],
            list.Total, list.Limit, list.Offset, list.NextCursor);
    }

    public async Task<OffsetList<PolicyView>> ListPolicies(string orgId, string? agentId, OffsetPage page, CancellationToken cancellationToken)
    {
        var parameters = new { orgId, agentId, AfterTime = page.After?.Time, AfterId = page.After?.Id, page.Take, page.Offset };
        var rows = await database.List<PolicyView>(
            $"""
            select id, agent_id, object as target, action, created_by, created_at
            from policies
            where {Filter} and (@AfterTime::timestamptz is null or (created_at, id) < (@AfterTime, @AfterId::uuid))
            order by created_at desc, id desc
            limit @Take offset @Offset
            """, parameters, cancellationToken);

        var total = await database.FindOne<long>($"select count(*) from policies where {Filter}", parameters, cancellationToken);
        return page.List(rows, total, row => new Cursor(row.CreatedAt, row.Id));
    }

    private sealed record RoleRow(string AgentId, AgentRole Role, string AssignedBy, DateTimeOffset CreatedAt, Guid Place);
}
