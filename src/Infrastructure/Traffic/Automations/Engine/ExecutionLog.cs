using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Domain.Common;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

internal sealed class ExecutionLog(DbSession session) : IExecutionLog
{
    public async Task Add(IReadOnlyList<LoggedExecution> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
            return;

        // An automation that was deleted meanwhile has no log any more.
        await session.Execute(
            """
            insert into automation_logs (id, org_id, automation_id, event_id, event_type, status, conditions_matched, actions_executed,
                action_count, error, execution_time_ms, created_at)
            select entry.id, entry.org_id, entry.automation_id, entry.event_id, entry.event_type, entry.status, entry.matched,
                entry.results::json, entry.action_count, entry.error, entry.ms, entry.created_at
            from unnest(@Ids, @Orgs, @Automations, @Events::uuid[], @Types, @Statuses, @Matched, @Results, @Counts, @Errors, @Durations, @Times)
                as entry (id, org_id, automation_id, event_id, event_type, status, matched, results, action_count, error, ms, created_at)
            where exists (select 1 from automations a where a.id = entry.automation_id for key share)
            """,
            new
            {
                Ids = entries.Select(entry => entry.Id).ToArray(),
                Orgs = entries.Select(entry => entry.OrgId).ToArray(),
                Automations = entries.Select(entry => entry.AutomationId).ToArray(),
                Events = entries.Select(entry => entry.EventId).ToArray(),
                Types = entries.Select(entry => entry.EventType).ToArray(),
                Statuses = entries.Select(entry => EnumText.Of(entry.Status)).ToArray(),
                Matched = entries.Select(entry => entry.ConditionsMatched).ToArray(),
                Results = entries.Select(entry => EngineJson.Write(entry.Results)).ToArray(),
                Counts = entries.Select(entry => entry.Results.Count).ToArray(),
                Errors = entries.Select(entry => entry.Error).ToArray(),
                Durations = entries.Select(entry => entry.ExecutionTimeMs).ToArray(),
                Times = entries.Select(entry => entry.CreatedAt).ToArray(),
            }, cancellationToken);
    }

    public Task<int> Remove(DateTimeOffset before, int limit, CancellationToken cancellationToken) => session.Execute(
        "delete from automation_logs where id in (select id from automation_logs where created_at < @before limit @limit)",
        new { before, limit }, cancellationToken);
}
