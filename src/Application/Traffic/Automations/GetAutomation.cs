using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>One automation of the organisation.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record GetAutomation(Guid Id) : IQuery<AutomationView>;

internal sealed class GetAutomationHandler(IAutomationQueries automations, CallContext call) : IRequestHandler<GetAutomation, AutomationView>
{
    public async Task<AutomationView> Handle(GetAutomation query, CancellationToken cancellationToken) =>
        await automations.Find(call.OrgId, query.Id, cancellationToken) is { } automation
            ? AutomationView.Of(automation)
            : throw new NotFoundException("automation");
}
