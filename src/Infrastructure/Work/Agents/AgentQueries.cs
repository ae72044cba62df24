using Hivemind.Application.Work.Agents;
using Hivemind.Domain.Work.Agents;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Work.Agents;

internal sealed class AgentQueries(NpgsqlDataSource database) : IAgentQueries
{
    public Task<AgentDefinition?> Find(string orgId, string name, CancellationToken cancellationToken) => database.FindOne<AgentDefinition>(
        $"select {AgentRepository.Columns} from agent_definitions where (org_id = @orgId or org_id is null) and name = @name",
        new { orgId, name }, cancellationToken);

    public Task<IReadOnlyList<AgentDefinition>> List(string orgId, CancellationToken cancellationToken) => database.List<AgentDefinition>(
        $"select {AgentRepository.Columns} from agent_definitions where org_id = @orgId or org_id is null order by name",
        new { orgId }, cancellationToken);

    public Task<IReadOnlyList<AgentLoad>> CountRuns(string orgId, CancellationToken cancellationToken) => database.List<AgentLoad>(
        """
        select org_id, coalesce(assigned_agent, '') as name,
            (count(*) filter (where status = 'running'))::int as running, (count(*) filter (where status = 'queued'))::int as queued
        from tasks
        where org_id = @orgId and status in ('queued', 'running', 'waiting_input')
        group by org_id, coalesce(assigned_agent, '')
        """, new { orgId }, cancellationToken);
}
