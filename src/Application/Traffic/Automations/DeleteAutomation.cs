using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>Removes an automation with its windows, what waits of it, and its log.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record DeleteAutomation(Guid Id) : ICommand<Guid>;

internal sealed class DeleteAutomationHandler(IAutomationRepository automations, AutomationNews news, CallContext call)
    : IRequestHandler<DeleteAutomation, Guid>
{
    public async Task<Guid> Handle(DeleteAutomation command, CancellationToken cancellationToken)
    {
        var automation = await automations.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("automation");
        call.CheckVersion(automation.RowVersion);

        await automations.Remove(automation.Id, cancellationToken);
        await news.Tell(automation, "deleted", cancellationToken);
        return automation.Id;
    }
}
