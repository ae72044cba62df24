using Hivemind.Application.Traffic.Automations;
using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Domain.Traffic.Automations;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

internal sealed class ExecutionQueue(DbSession session, AutomationBell bell) : IExecutionQueue
{
    public async Task<int> Lock(string orgId, string queue, Guid[] limited, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The automations before the queue, and in the order of their ids, so that no two wait for each other. The count is a
        // statement of its own, because it must see what was committed while this one waited.
        if (limited.Length > 0)
            await session.Execute(
                "select pg_advisory_xact_lock(hashtextextended('automation:' || id, 0)) from unnest(@limited::text[]) with ordinality as one (id, place) order by place",
                new { limited = limited.Select(id => $"{id}").ToArray() }, cancellationToken);

        await session.Execute(
            "select pg_advisory_xact_lock(hashtextextended('automations:' || @orgId || ':' || @queue, 0))", new { orgId, queue }, cancellationToken);

        return await session.FindOne<int>(
            """
            select count(*)::int
            from automation_executions
            where org_id = @orgId and queue = @queue and (leased_until is null or leased_until <= @now)
            """, new { orgId, queue, now }, cancellationToken);
    }

    public async Task<AutomationUse> Use(Guid automationId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await session.FindOne<AutomationUse>(
            """
            select
                (select count(*)::int from automation_executions where automation_id = @automationId) as open,
                coalesce((sum(executions) filter (where minute = date_trunc('minute', @now::timestamptz))), 0)::int as started_this_minute,
                coalesce(sum(actions), 0)::int as actions_this_hour
            from automation_starts
            where automation_id = @automationId and minute >= date_trunc('hour', @now::timestamptz, 'UTC')
            """, new { automationId, now }, cancellationToken) ?? throw new InvalidOperationException("An aggregate gave no row.");

    public async Task<bool> Add(Automation automation, AutomationTrigger trigger, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var added = await session.Execute(
            """
            insert into automation_executions (id, org_id, automation_id, event_id, queue, priority, trigger, queued_at)
            values (@Id, @OrgId, @AutomationId, @EventId, @Queue, @Priority, @Trigger::json, @now)
            on conflict (automation_id, event_id) do nothing
            """,
            new
            {
                Id = Guid.CreateVersion7(now),
                automation.OrgId,
                AutomationId = automation.Id,
                trigger.EventId,
                trigger.Queue,
                automation.Priority,
                Trigger = EngineJson.Write(trigger),
                now,
            }, cancellationToken);
        session.AfterCommit(bell.Ring);
        return added == 1;
    }

    public Task NoteStart(Guid automationId, int actions, DateTimeOffset now, CancellationToken cancellationToken) => session.Execute(
        """
        insert into automation_starts (automation_id, minute, executions, actions)
        values (@automationId, date_trunc('minute', @now::timestamptz), 1, @actions)
        on conflict (automation_id, minute) do update
        set executions = automation_starts.executions + 1, actions = automation_starts.actions + excluded.actions
        """, new { automationId, actions, now }, cancellationToken);

    public async Task SaveProgress(Execution execution, ActionProgress progress, CancellationToken cancellationToken)
    {
        if (execution.Id is null)
            return;

        var saved = await session.Execute(
            "update automation_executions set progress = @Progress::json where id = @Id and claim = @Claim",
            new { execution.Id, execution.Claim, Progress = EngineJson.Write(progress) }, cancellationToken);
        if (saved == 0)
            throw new ExecutionLostException();
    }
}
