using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>Removes a short step of the log past its retention, and of what only an event under way needs. True asks for the next step.</summary>
[Access(Audience.Public)]
public sealed record CleanUpAutomations : ICommand<bool>;

internal sealed class CleanUpAutomationsHandler(
    IExecutionLog log, IAutomationMatches matches, IOptions<AutomationOptions> options, TimeProvider time) : IRequestHandler<CleanUpAutomations, bool>
{
    private const int StepSize = 1_000;
    private static readonly TimeSpan MatchesKept = TimeSpan.FromDays(1);

    public async Task<bool> Handle(CleanUpAutomations command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var (days, removed) = (options.Value.LogRetentionDays, 0);
        if (days > 0)
            removed = await log.Remove(now.AddDays(-days), StepSize, cancellationToken);

        var forgotten = await matches.Forget(now - MatchesKept, StepSize, cancellationToken);
        return removed == StepSize || forgotten == StepSize;
    }
}
