using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>Stops an automation: what has matched and waits is skipped, and its log says so.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record DisableAutomation(Guid Id) : ICommand<AutomationView>;

internal sealed class DisableAutomationHandler(IAutomationRepository automations, AutomationNews news, CallContext call, TimeProvider time)
    : IRequestHandler<DisableAutomation, AutomationView>
{
    public async Task<AutomationView> Handle(DisableAutomation command, CancellationToken cancellationToken)
    {
        var stored = await automations.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("automation");
        if (stored.IsEnabled == false)
            return AutomationView.Of(stored);

        var saved = await automations.Save(stored with { IsEnabled = false, UpdatedAt = time.Now() }, cancellationToken);
        await news.Tell(saved, "disabled", cancellationToken);
        return AutomationView.Of(saved);
    }
}
