using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.Traffic.Payloads;
using Hivemind.Application.Work.Tasks;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Automations;
using Hivemind.Domain.Traffic.Payloads;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>Queues a run for an agent. When a later action needs the result, it waits for it without holding anything.</summary>
internal sealed class CallAgentStep(
    RunQueue runs, IRunWatch watch, PayloadKeeper payloads, IAgentLatency latency, IExecutionQueue queue, IUnitOfWork unitOfWork, TimeProvider time)
    : IActionStep
{
    public ActionType Type => ActionType.CallAgent;

    public async Task<StepResult> Do(StepContext context, CancellationToken cancellationToken)
    {
        var config = (CallAgentAction)context.Config;
        var (runId, since) = context.Progress is { RunId: { } known, RunSince: { } began }
            ? (known, began)
            : (await Queue(config, context, cancellationToken), time.Now());
        if (config.ResponseAs is null)
            return new StepResult(EngineJson.Of(new { taskId = runId }));

        if (context.Progress.RunId is null)
        {
            await queue.SaveProgress(context.Execution, context.Progress with { RunId = runId, RunSince = since }, cancellationToken);
            await unitOfWork.Commit(cancellationToken);
        }

        var run = await watch.Wait(runId, since.AddMilliseconds(config.TimeoutMs), cancellationToken)
            ?? throw new ActionFailedException($"timeout: the run had no result after {config.TimeoutMs} ms and goes on", EngineJson.Of(new { taskId = runId }));
        await Note(context, run, since, cancellationToken);
        return Result(run);
    }

    private async Task<Guid> Queue(CallAgentAction config, StepContext context, CancellationToken cancellationToken)
    {
        var (trigger, orgId) = (context.Trigger, context.Execution.OrgId);
        var input = Input(config, context);
        if (string.IsNullOrWhiteSpace(input))
            throw new ActionFailedException("nothing to say: the event has no text");

        var run = await runs.Queue(
            new NewRun(orgId, "agent", SystemPrincipal.ActorId, input, RunSource.Automation)
            {
                AssignedAgent = config.AgentId,
                AgentType = EnumText.TryParse<AgentType>(config.AgentType, out var type) ? type : null,
                SessionId = config.SessionId(trigger.InstanceId?.ToString(), trigger.PersonId?.ToString(), trigger.ChatId),
                SourceMetadata = EngineJson.Of(new { automationId = context.Execution.AutomationId, eventId = trigger.EventId, correlationId = trigger.CorrelationId }),
                CausedByEventId = trigger.EventId,
            }, cancellationToken);

        if (trigger.EventId is { } eventId)
            await payloads.Keep(orgId, eventId, trigger.EventType, PayloadStage.AgentRequest,
                EngineJson.Of(new { taskId = run.Id, agent = config.AgentId, sessionId = run.SessionId, input }), cancellationToken);
        return run.Id;
    }

    private async Task Note(StepContext context, EndedRun run, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (context.Trigger.EventId is not { } eventId)
            return;

        await payloads.Keep(context.Execution.OrgId, eventId, context.Trigger.EventType, PayloadStage.AgentResponse,
            EngineJson.Of(new { taskId = run.Id, status = EnumText.Of(run.Status), result = run.Result, error = run.Error }), cancellationToken);
        await latency.Set(context.Execution.OrgId, eventId, (int)Math.Max(0, (time.Now() - since).TotalMilliseconds), cancellationToken);
        await unitOfWork.Commit(cancellationToken);
    }

    private static StepResult Result(EndedRun run)
    {
        var shown = EngineJson.Of(new { taskId = run.Id, result = Text.Cut(run.Result ?? "", StepResult.ShownCharacters) });
        return run.Status is WorkTaskStatus.Completed
            ? new StepResult(shown, EngineJson.Of(run.Result ?? ""))
            : throw new ActionFailedException($"the run is {EnumText.Of(run.Status)}: {run.Error}", shown);
    }

    private static string Input(CallAgentAction config, StepContext context)
    {
        var trigger = context.Trigger;
        var text = config.InputTemplate is { } template ? Template.Render(template, context.Scope)
            : trigger.Messages is { } messages ? string.Join('\n', messages.Select(message => message.Text).Where(one => !string.IsNullOrEmpty(one)))
            : trigger.Text ?? JsonPath.Text(JsonPath.Find(trigger.Payload, "text"));

        if (string.IsNullOrEmpty(text))
            text = Template.Text(trigger.Payload);

        var sender = config.PrefixSenderName && trigger.From is { } from ? JsonPath.Text(JsonPath.Find(from, "name")) : null;
        return string.IsNullOrEmpty(sender) ? text : $"[{sender}]: {text}";
    }
}

/// <summary>Tells when runs end.</summary>
public interface IRunWatch
{
    /// <summary>Null when the run has not ended by then.</summary>
    Task<EndedRun?> Wait(Guid runId, DateTimeOffset until, CancellationToken cancellationToken);
}

/// <summary>A run in a final state.</summary>
public sealed record EndedRun(Guid Id, WorkTaskStatus Status, string? Result, string? Error);

/// <summary>Says of an event how long its agent took.</summary>
public interface IAgentLatency
{
    Task Set(string orgId, Guid eventId, int milliseconds, CancellationToken cancellationToken);
}
