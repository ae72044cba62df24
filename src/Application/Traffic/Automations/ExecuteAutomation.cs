using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Automations;
using MediatR;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>Does the actions of an automation for real, whatever its conditions and limits say, and waits for them.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record ExecuteAutomation(Guid Id, SampleEvent Event) : ICommand<AutomationExecuted>;

/// <summary>What was done.</summary>
/// <param name="Triggered">False when the event is of another type: then nothing was done.</param>
[CamelCase]
public sealed record AutomationExecuted(Guid AutomationId, bool Triggered, IReadOnlyList<ActionResult> Results);

internal sealed class ExecuteAutomationValidator : AbstractValidator<ExecuteAutomation>
{
    public ExecuteAutomationValidator() => RuleFor(command => command.Event).IsSampleEvent();
}

internal sealed class ExecuteAutomationHandler(
    IAutomationQueries automations, ActionRunner runner, IExecutionLog log, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<ExecuteAutomation, AutomationExecuted>
{
    public async Task<AutomationExecuted> Handle(ExecuteAutomation command, CancellationToken cancellationToken)
    {
        var automation = await automations.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("automation");
        if (command.Event.Type != automation.TriggerEventType)
            return new(automation.Id, Triggered: false, []);

        var start = time.GetTimestamp();
        var done = await Run(automation, AutomationTrigger.Of(command.Event), cancellationToken);
        var now = time.Now();

        // What was done is logged also for a caller who did not wait for the end.
        await log.Add(
            [new LoggedExecution(Guid.CreateVersion7(now), automation.OrgId, automation.Id, null, command.Event.Type, done.Status,
                ConditionsMatched: true, done.Results, done.Error, (int)time.GetElapsedTime(start).TotalMilliseconds, now)], CancellationToken.None);
        await audit.Write("automation.executed", "automation", $"{automation.Id}", new { automation.Name, done.Status }, CancellationToken.None);
        return new(automation.Id, Triggered: true, done.Results);
    }

    private async Task<ActionProgress> Run(Automation automation, AutomationTrigger trigger, CancellationToken cancellationToken)
    {
        var progress = ActionProgress.None;
        try
        {
            return await runner.Run(Execution.ByHand(automation, trigger), sofar => progress = sofar, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var action = automation.Actions[progress.Results.Count].Type;
            return progress.After(new ActionResult(action, ExecutionStatus.Failed, null, "interrupted: the caller did not wait", 0), null, null);
        }
    }
}
