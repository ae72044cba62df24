using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>Turns one window whose time has come into an execution. False when none is due.</summary>
[Access(Audience.Public)]
public sealed record FireWindow : ICommand<bool>;

internal sealed class FireWindowHandler(
    IAutomationWindows windows, IAutomationDefinitions definitions, Admission admission, TimeProvider time)
    : IRequestHandler<FireWindow, bool>
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    public async Task<bool> Handle(FireWindow command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        if (await windows.FindDue(now, cancellationToken) is not { } window)
            return false;

        // Of an automation that was turned off meanwhile nothing runs.
        var automations = await definitions.Of(window.OrgId, cancellationToken);
        var automation = automations.FirstOrDefault(one => one.Id == window.AutomationId);
        var isDone = automation is null || window.Triggers.Count == 0
            || await admission.TryAdmit(window.OrgId, [automation], AutomationTrigger.Join(window.Triggers), cancellationToken);

        if (isDone)
            await windows.Remove(window, cancellationToken);
        else
            await windows.SetFiring(window.AutomationId, window.GroupKey, now + Again, cancellationToken);

        return true;
    }
}
