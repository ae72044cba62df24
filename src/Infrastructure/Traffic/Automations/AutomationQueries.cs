using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Automations;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Automations;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Automations;

internal sealed class AutomationQueries(NpgsqlDataSource database) : IAutomationQueries
{
    /// <summary>A process that was not heard of for so long runs no automations any more.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    public async Task<Automation?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<AutomationRow>(
            $"select {AutomationRow.Columns} from automations a where a.org_id = @orgId and a.id = @id", new { orgId, id }, cancellationToken);
        return row?.ToAutomation();
    }

    public async Task<IReadOnlyList<Automation>> List(string orgId, bool? enabled, int take, Cursor? after, CancellationToken cancellationToken)
    {
        var rows = await database.List<AutomationRow>(
            $"""
            select {AutomationRow.Columns}
            from automations a
            where a.org_id = @orgId
              and (@enabled::boolean is null or a.is_enabled = @enabled)
              and (@AfterTime::timestamptz is null or (a.created_at, a.id) < (@AfterTime, @AfterId))
            order by a.created_at desc, a.id desc
            limit @take
            """, new { orgId, enabled, take, AfterTime = after?.Time, AfterId = after?.Id }, cancellationToken);
        return [.. rows.Select(row => row.ToAutomation())];
    }

    public async Task<IReadOnlyList<AutomationLogView>> ListLogs(
        string orgId, AutomationLogFilter filter, int take, Cursor? after, CancellationToken cancellationToken)
    {
        var rows = await database.List<LogRow>(
            """
            select id, automation_id, event_id, event_type, status, conditions_matched, actions_executed, error, execution_time_ms, created_at
            from automation_logs
            where org_id = @orgId
              and (@AutomationId::uuid is null or automation_id = @AutomationId)
              and (@EventId::uuid is null or event_id = @EventId)
              and (@Status::text is null or status = @Status)
              and (@EventType::text is null or event_type = @EventType)
              and (@AfterTime::timestamptz is null or (created_at, id) < (@AfterTime, @AfterId))
            order by created_at desc, id desc
            limit @take
            """,
            new
            {
                orgId,
                filter.AutomationId,
                filter.EventId,
                Status = filter.Status is { } status ? EnumText.Of(status) : null,
                filter.EventType,
                AfterTime = after?.Time,
                AfterId = after?.Id,
                take,
            }, cancellationToken);
        return [.. rows.Select(row => row.ToView())];
    }

    public async Task<AutomationMetrics> Metrics(string orgId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await Metrics(connection, orgId, now, cancellationToken);
    }

    /// <summary>The same in a snapshot of the caller.</summary>
    internal static async Task<AutomationMetrics> Metrics(NpgsqlConnection connection, string orgId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // One statement is one snapshot: what a fold moves meanwhile is counted once.
        var figures = await connection.FindOne<FiguresRow>(
            """
            select
                exists (select 1 from automation_engines where seen_at > @Alive) as running,
                coalesce(sum(succeeded), 0)::bigint as succeeded,
                coalesce(sum(failed), 0)::bigint as failed,
                coalesce(sum(skipped), 0)::bigint as skipped,
                coalesce(sum(actions), 0)::bigint as actions,
                coalesce(sum(run_ms), 0)::bigint as run_ms,
                (select count(*) from automation_logs where org_id = @orgId and status = 'failed' and created_at > @Yesterday and created_at <= @now) as recent_failures
            from (
                select succeeded, failed, skipped, actions, run_ms from automation_figures where org_id = @orgId
                union all
                select succeeded, failed, skipped, actions, run_ms from automation_differences where org_id = @orgId) part
            """, new { orgId, now, Alive = now - Silence, Yesterday = now.AddHours(-24) }, cancellationToken)
            ?? throw new InvalidOperationException("An aggregate gave no row.");

        var queues = await connection.List<InstanceQueue>(
            """
            select queue as instance_id, (count(*) filter (where leased_until > @now))::int as active_count,
                (count(*) filter (where leased_until is null or leased_until <= @now))::int as pending_count
            from automation_executions
            where org_id = @orgId
            group by queue
            order by queue
            """, new { orgId, now }, cancellationToken);

        return figures.ToMetrics(queues);
    }

    private sealed record LogRow(
        Guid Id, Guid AutomationId, Guid? EventId, string EventType, string Status, bool ConditionsMatched, string ActionsExecuted,
        string? Error, int ExecutionTimeMs, DateTimeOffset CreatedAt)
    {
        public AutomationLogView ToView() => new(
            Id, AutomationId, EventId, EventType, EnumText.Parse<ExecutionStatus>(Status), ConditionsMatched,
            JsonSerializer.Deserialize<IReadOnlyList<ActionResult>>(ActionsExecuted, WireJson.Options) ?? [], Error, ExecutionTimeMs, CreatedAt);
    }

    private sealed record FiguresRow(bool Running, long Succeeded, long Failed, long Skipped, long Actions, long RunMs, long RecentFailures)
    {
        public AutomationMetrics ToMetrics(IReadOnlyList<InstanceQueue> queues)
        {
            var total = Succeeded + Failed;
            return new(Running, total, Actions, total == 0 ? 0 : 100.0 * Succeeded / total, total == 0 ? 0 : (double)RunMs / total,
                RecentFailures, queues, Skipped);
        }
    }
}
