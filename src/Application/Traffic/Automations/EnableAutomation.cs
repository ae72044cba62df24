using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>Lets an automation run from now on; one that is on stays as it is.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record EnableAutomation(Guid Id) : ICommand<AutomationView>;

internal sealed class EnableAutomationHandler(IAutomationRepository automations, AutomationNews news, CallContext call, TimeProvider time)
    : IRequestHandler<EnableAutomation, AutomationView>
{
    public async Task<AutomationView> Handle(EnableAutomation command, CancellationToken cancellationToken)
    {
        var stored = await automations.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("automation");
        if (stored.IsEnabled == true)
            return AutomationView.Of(stored);

        var saved = await automations.Save(stored with { IsEnabled = true, UpdatedAt = time.Now() }, cancellationToken);
        await news.Tell(saved, "enabled", cancellationToken);
        return AutomationView.Of(saved);
    }
}
