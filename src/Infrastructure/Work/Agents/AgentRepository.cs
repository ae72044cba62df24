using Hivemind.Application.Work.Agents;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Agents;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Work.Agents;

internal sealed class AgentRepository(DbSession session) : IAgentRepository
{
    internal const string Columns =
        """
        org_id, name, replace(agent_type, '_', '') as agent_type, description, max_concurrent, timeout_seconds, priority,
        created_at, updated_at, row_version
        """;

    public Task<AgentDefinition?> Find(string orgId, string name, CancellationToken cancellationToken) => session.FindOne<AgentDefinition>(
        $"select {Columns} from agent_definitions where (org_id = @orgId or org_id is null) and name = @name",
        new { orgId, name }, cancellationToken);

    public async Task<AgentDefinition> Get(string orgId, string name, CancellationToken cancellationToken) =>
        await session.FindOne<AgentDefinition>(
            $"select {Columns} from agent_definitions where (org_id = @orgId or org_id is null) and name = @name for no key update",
            new { orgId, name }, cancellationToken) ?? throw new NotFoundException("agent");

    public async Task<bool> Add(AgentDefinition agent, CancellationToken cancellationToken) => await session.Execute(
        """
        insert into agent_definitions (org_id, name, agent_type, description, max_concurrent, timeout_seconds, priority, created_at, updated_at)
        values (@OrgId, @Name, @AgentType, @Description, @MaxConcurrent, @TimeoutSeconds, @Priority, @CreatedAt, @UpdatedAt)
        on conflict do nothing
        """, Parameters(agent), cancellationToken) == 1;

    public async Task<AgentDefinition> Save(AgentDefinition agent, CancellationToken cancellationToken)
    {
        var next = agent with { RowVersion = agent.RowVersion + 1 };
        await session.Execute(
            """
            update agent_definitions
            set agent_type = @AgentType, description = @Description, max_concurrent = @MaxConcurrent, timeout_seconds = @TimeoutSeconds,
                priority = @Priority, updated_at = @UpdatedAt, row_version = @RowVersion
            where org_id = @OrgId and name = @Name
            """, Parameters(next), cancellationToken);
        return next;
    }

    public Task Remove(string orgId, string name, CancellationToken cancellationToken) =>
        session.Execute("delete from agent_definitions where org_id = @orgId and name = @name", new { orgId, name }, cancellationToken);

    public Task NoteChange(string orgId, string name, CancellationToken cancellationToken) =>
        session.Execute("insert into agent_changes (org_id, name) values (@orgId, @name)", new { orgId, name }, cancellationToken);

    // The notes go before their agents are counted, so that what changes meanwhile leaves a note for the next time.
    public async Task<IReadOnlyList<AgentLoad>> TakeChanged(CancellationToken cancellationToken)
    {
        var changed = await session.List<AgentName>("delete from agent_changes returning org_id, name", null, cancellationToken);
        if (changed.Count == 0)
            return [];

        var names = changed.Distinct().ToList();
        return await session.List<AgentLoad>(
            """
            select changed.org_id, changed.name, (count(*) filter (where status = 'running'))::int as running,
                (count(*) filter (where status = 'queued'))::int as queued
            from unnest(@Orgs, @Names) as changed (org_id, name)
            left join tasks on tasks.org_id = changed.org_id and coalesce(tasks.assigned_agent, '') = changed.name
                and tasks.status in ('queued', 'running', 'waiting_input')
            group by changed.org_id, changed.name
            """, new { Orgs = names.Select(one => one.OrgId).ToArray(), Names = names.Select(one => one.Name).ToArray() }, cancellationToken);
    }

    private sealed record AgentName(string OrgId, string Name);

    private static object Parameters(AgentDefinition agent) => new
    {
        agent.OrgId,
        agent.Name,
        AgentType = EnumText.Of(agent.AgentType),
        agent.Description,
        agent.MaxConcurrent,
        agent.TimeoutSeconds,
        agent.Priority,
        agent.CreatedAt,
        agent.UpdatedAt,
        agent.RowVersion,
    };
}
