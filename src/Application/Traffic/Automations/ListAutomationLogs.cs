using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Automations;
using MediatR;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>What the automations of the organisation did and left out, newest first.</summary>
/// <param name="EventId">What they did with this event.</param>
/// <param name="OfOne">True where the automation stands in the address: an unknown one is refused.</param>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record ListAutomationLogs(ExecutionStatus? Status, string? EventType, Guid? AutomationId, Guid? EventId, int Limit, string? Cursor, bool OfOne = false)
    : IQuery<MetaList<AutomationLogView>>;

internal sealed class ListAutomationLogsHandler(IAutomationQueries automations, CallContext call)
    : IRequestHandler<ListAutomationLogs, MetaList<AutomationLogView>>
{
    public async Task<MetaList<AutomationLogView>> Handle(ListAutomationLogs query, CancellationToken cancellationToken)
    {
        var page = MetaPage.Of(query.Limit, query.Cursor, "automation_logs", call.OrgId, query.Status, query.EventType, query.AutomationId, query.EventId);
        if (query is { OfOne: true, AutomationId: { } id } && await automations.Find(call.OrgId, id, cancellationToken) is null)
            throw new NotFoundException("automation");

        var filter = new AutomationLogFilter(query.Status, query.EventType, query.AutomationId, query.EventId);
        var found = await automations.ListLogs(call.OrgId, filter, page.Take, page.After, cancellationToken);
        return page.List(found, entry => new Cursor(entry.CreatedAt, entry.Id));
    }
}
