using System.Data.Common;
using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Automations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>
/// Does the actions of an execution in their order, each in a transaction of its own, and goes on where another process stopped.
/// Waiting for an answer or a run holds neither a transaction nor a thread.
/// </summary>
public sealed partial class ActionRunner(
    IServiceScopeFactory scopes, ITemplateVariables variables, TimeProvider time, ILogger<ActionRunner> logger)
{
    /// <summary>Reports after each action how far it has come.</summary>
    public async Task<ActionProgress> Run(Execution execution, Action<ActionProgress> report, CancellationToken cancellationToken)
    {
        var progress = execution.Progress;
        while (progress.Results.Count < execution.Actions.Count)
        {
            progress = await Next(execution, progress, cancellationToken);
            report(progress);
        }

        return progress;
    }

    private async Task<ActionProgress> Next(Execution execution, ActionProgress progress, CancellationToken cancellationToken)
    {
        var action = execution.Actions[progress.Results.Count];
        var start = time.GetTimestamp();
        await using var services = scopes.CreateAsyncScope();
        services.ServiceProvider.GetRequiredService<CallContext>().Principal = SystemPrincipal.Of(execution.OrgId);
        var unitOfWork = services.ServiceProvider.GetRequiredService<IUnitOfWork>();

        try
        {
            var config = action.Read();
            var scope = execution.Trigger.Scope(variables.Find, progress.Variables);
            var step = services.ServiceProvider.GetServices<IActionStep>().Single(one => one.Type == action.Type);
            var result = await step.Do(new StepContext(execution, progress, config, scope), cancellationToken);

            progress = progress.After(Result(action, start, result.Shown, null), config.ResponseAs, result.Value);
        }
        catch (Exception exception) when (IsOfTheAction(exception, cancellationToken))
        {
            await unitOfWork.Rollback();
            progress = progress.After(Result(action, start, (exception as ActionFailedException)?.Shown, Reason(exception)), null, null);
        }

        await services.ServiceProvider.GetRequiredService<IExecutionQueue>().SaveProgress(execution, progress, cancellationToken);
        await unitOfWork.Commit(cancellationToken);
        return progress;
    }

    private ActionResult Result(AutomationAction action, long start, JsonElement? shown, string? error) => new(
        action.Type, error is null ? ExecutionStatus.Success : ExecutionStatus.Failed, shown, error,
        (int)time.GetElapsedTime(start).TotalMilliseconds);

    // When the database is away, the process stops or another one is at it, the execution itself is interrupted, not the action wrong.
    private static bool IsOfTheAction(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && exception is not (ExecutionLostException or DbException { IsTransient: true });

    private string Reason(Exception exception)
    {
        switch (exception)
        {
            case ValidationFailedException invalid:
                return string.Join(" ", invalid.Errors.SelectMany(error => error.Value));
            case ActionFailedException or HivemindException:
                return Text.Cut(exception.Message, StepResult.ShownCharacters);
            case JsonException:
                return "The template gave no valid JSON.";
            default:
                LogBroken(logger, exception);
                return "internal error";
        }
    }

    [LoggerMessage(1, LogLevel.Error, "An action of an automation failed for a reason of our own")]
    private static partial void LogBroken(ILogger logger, Exception exception);
}

/// <summary>The variables of the environment that templates may read.</summary>
public interface ITemplateVariables
{
    /// <param name="name">Without the prefix, which is always added.</param>
    string? Find(string name);
}
