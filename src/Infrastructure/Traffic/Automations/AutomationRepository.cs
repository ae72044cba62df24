using Hivemind.Application.Traffic.Automations;
using Hivemind.Domain.Traffic.Automations;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Traffic.Automations;

internal sealed class AutomationRepository(DbSession session) : IAutomationRepository
{
    public async Task<Automation?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<AutomationRow>(
            $"select {AutomationRow.Columns} from automations a where a.org_id = @orgId and a.id = @id for update",
            new { orgId, id }, cancellationToken);
        return row?.ToAutomation();
    }

    public Task Add(Automation automation, CancellationToken cancellationToken) => session.Execute(
        """
        insert into automations (id, org_id, name, description, trigger_event_type, conditions, condition_logic, actions, debounce, limits,
            is_enabled, priority, created_at, updated_at, row_version)
        values (@Id, @OrgId, @Name, @Description, @TriggerEventType, @Conditions::json, @ConditionLogic, @Actions::json, @Debounce::json,
            @Limits::json, @IsEnabled, @Priority, @CreatedAt, @UpdatedAt, @RowVersion)
        """, AutomationRow.Of(automation), cancellationToken);

    public async Task<Automation> Save(Automation automation, CancellationToken cancellationToken)
    {
        var next = automation with { RowVersion = automation.RowVersion + 1 };
        await session.Execute(
            """
            update automations
            set name = @Name, description = @Description, trigger_event_type = @TriggerEventType, conditions = @Conditions::json,
                condition_logic = @ConditionLogic, actions = @Actions::json, debounce = @Debounce::json, limits = @Limits::json,
                is_enabled = @IsEnabled, priority = @Priority, updated_at = @UpdatedAt, row_version = @RowVersion
            where id = @Id
            """, AutomationRow.Of(next), cancellationToken);
        return next;
    }

    public Task Remove(Guid id, CancellationToken cancellationToken) =>
        session.Execute("delete from automations where id = @id", new { id }, cancellationToken);
}
