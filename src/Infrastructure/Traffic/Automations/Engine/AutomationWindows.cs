using Hivemind.Application.Traffic.Automations;
using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Domain.Traffic.Automations;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

internal sealed class AutomationWindows(DbSession session, AutomationBell bell) : IAutomationWindows
{
    public async Task<DateTimeOffset?> Join(Automation automation, AutomationTrigger trigger, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The update that changes nothing locks a window that is there, and waits for one that is being fired to be gone.
        var first = await session.FindOne<DateTimeOffset>(
            """
            insert into automation_windows (automation_id, group_key, org_id, queue, first_at, fires_at)
            values (@Id, @GroupKey, @OrgId, @Queue, @now, @now)
            on conflict (automation_id, group_key) do update set fires_at = automation_windows.fires_at
            returning first_at
            """, new { automation.Id, trigger.GroupKey, automation.OrgId, trigger.Queue, now }, cancellationToken);

        await session.Execute(
            """
            insert into automation_window_events (automation_id, group_key, event_id, trigger)
            values (@Id, @GroupKey, @EventId, @Trigger::json)
            on conflict (automation_id, group_key, event_id) do nothing
            """, new { automation.Id, trigger.GroupKey, trigger.EventId, Trigger = EngineJson.Write(trigger) }, cancellationToken);
        session.AfterCommit(bell.Ring);
        return first;
    }

    public Task<DateTimeOffset?> FindFirst(Guid automationId, string groupKey, CancellationToken cancellationToken) =>
        session.FindOne<DateTimeOffset?>(
            "select first_at from automation_windows where automation_id = @automationId and group_key = @groupKey for update",
            new { automationId, groupKey }, cancellationToken);

    public Task SetFiring(Guid automationId, string groupKey, DateTimeOffset firesAt, CancellationToken cancellationToken) => session.Execute(
        "update automation_windows set fires_at = @firesAt where automation_id = @automationId and group_key = @groupKey",
        new { automationId, groupKey, firesAt }, cancellationToken);

    public async Task<DueWindow?> FindDue(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<Row>(
            """
            select org_id, automation_id, group_key
            from automation_windows
            where fires_at <= @now
            order by fires_at
            limit 1
            for update skip locked
            """, new { now }, cancellationToken);
        if (row is null)
            return null;

        var triggers = await session.List<string>(
            "select trigger from automation_window_events where automation_id = @AutomationId and group_key = @GroupKey order by seq", row, cancellationToken);
        return new DueWindow(row.OrgId, row.AutomationId, row.GroupKey, [.. triggers.Select(EngineJson.Read<AutomationTrigger>)]);
    }

    public Task Remove(DueWindow window, CancellationToken cancellationToken) => session.Execute(
        "delete from automation_windows where automation_id = @AutomationId and group_key = @GroupKey",
        new { window.AutomationId, window.GroupKey }, cancellationToken);

    private sealed record Row(string OrgId, Guid AutomationId, string GroupKey);
}
