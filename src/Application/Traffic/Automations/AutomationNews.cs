using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Domain.Traffic.Automations;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>Tells the organisation that an automation was changed: the audit log who and how, the live log that.</summary>
internal sealed class AutomationNews(IAuditLog audit, ILiveLog live)
{
    /// <param name="action">The verb of the audit row: created, updated, enabled, disabled or deleted.</param>
    public async Task Tell(Automation automation, string action, CancellationToken cancellationToken)
    {
        await audit.Write($"automation.{action}", "automation", $"{automation.Id}",
            new { automation.Name, automation.TriggerEventType, automation.IsEnabled, Actions = automation.Actions.Select(one => one.Type) },
            cancellationToken);

        var change = action is "created" or "deleted" ? action : "updated";
        await live.Append(
            new LiveMessage(automation.OrgId, IsPublic: false, Topic.Automations, "automation_changed", new { AutomationId = automation.Id, change }),
            cancellationToken);
    }
}
