using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Common;
using Hivemind.Domain.Work.Agents;
using Hivemind.Domain.Work.Tasks;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Work.Tasks;

internal sealed class RunClaims(DbSession session) : IRunClaims
{
    public async Task<WorkTask?> Next(string orgId, ClaimNextTask wanted, CancellationToken cancellationToken)
    {
        var parameters = new
        {
            orgId,
            Agents = wanted.Agents?.ToArray(),
            Types = wanted.AgentTypes?.Select(EnumText.Of).ToArray(),
            AgentDefinition.DefaultPriority,
        };

        if (!await session.FindOne<bool>("select exists (select from tasks where org_id = @orgId and status = 'queued')", parameters, cancellationToken))
            return null;

        // The lock makes the count of slots exact: the statement after it sees everything that earlier claims committed.
        await session.Execute("select pg_advisory_xact_lock(hashtextextended('claim:' || @orgId, 0))", parameters, cancellationToken);

        // "queues" jumps through the index from agent to agent, so a long queue of one costs the others nothing.
        return await session.FindOne<WorkTask>(
            $"""
            with recursive queues as (
                (select coalesce(assigned_agent, '') as agent
                from tasks
                where org_id = @orgId and status = 'queued'
                order by coalesce(assigned_agent, '')
                limit 1)
                union all
                select (
                    select coalesce(assigned_agent, '')
                    from tasks
                    where org_id = @orgId and status = 'queued' and coalesce(assigned_agent, '') > queues.agent
                    order by coalesce(assigned_agent, '')
                    limit 1)
                from queues
                where queues.agent is not null
            ), ready as (
                select queues.agent, coalesce(definition.priority, @DefaultPriority) as priority
                from queues
                left join agent_definitions definition
                    on definition.name = queues.agent and (definition.org_id is null or definition.org_id = @orgId)
                where queues.agent is not null
                    and (@Agents::text[] is null or queues.agent = any(@Agents))
                    and (definition.name is null or definition.max_concurrent > (
                        select count(*)
                        from tasks busy
                        where busy.org_id = @orgId and coalesce(busy.assigned_agent, '') = queues.agent
                            and busy.status in ('running', 'waiting_input')))
            ), next as (
                select first.id
                from ready
                cross join lateral (
                    select id, priority_rank, created_at
                    from tasks
                    where org_id = @orgId and coalesce(assigned_agent, '') = ready.agent and status = 'queued'
                        and (@Types::text[] is null or agent_type = any(@Types))
                    order by priority_rank, created_at, id
                    limit 1
                    for no key update skip locked) first
                order by first.priority_rank, ready.priority desc, first.created_at, first.id
                limit 1
            )
            select {TaskSql.Columns} from tasks where id = (select id from next)
            """, parameters, cancellationToken);
    }

    // By conversation, as whoever changes the totals of several goes through them in that order too.
    public Task<IReadOnlyList<WorkTask>> FindOverdue(DateTimeOffset now, int limit, CancellationToken cancellationToken) => session.List<WorkTask>(
        $"""
        select {TaskSql.Columns}
        from tasks
        where status = 'running'
            and (lease_expires_at <= @now or running_since <= @now - make_interval(secs => coalesce(
                (select timeout_seconds
                from agent_definitions definition
                where definition.name = tasks.assigned_agent and (definition.org_id is null or definition.org_id = tasks.org_id)),
                @DefaultTimeoutSeconds)))
        order by conversation_id nulls first, id
        limit @limit
        for no key update skip locked
        """, new { now, limit, AgentDefinition.DefaultTimeoutSeconds }, cancellationToken);
}
