using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>The automations of the organisation, newest first.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record ListAutomations(bool? Enabled, int Limit, string? Cursor) : IQuery<MetaList<AutomationView>>;

internal sealed class ListAutomationsHandler(IAutomationQueries automations, CallContext call)
    : IRequestHandler<ListAutomations, MetaList<AutomationView>>
{
    public async Task<MetaList<AutomationView>> Handle(ListAutomations query, CancellationToken cancellationToken)
    {
        var page = MetaPage.Of(query.Limit, query.Cursor, "automations", call.OrgId, query.Enabled);
        var found = await automations.List(call.OrgId, query.Enabled, page.Take, page.After, cancellationToken);
        return page.List([.. found.Select(AutomationView.Of)], automation => new Cursor(automation.CreatedAt, automation.Id));
    }
}
