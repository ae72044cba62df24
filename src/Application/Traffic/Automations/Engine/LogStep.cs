using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Automations;
using Microsoft.Extensions.Logging;

namespace Hivemind.Application.Traffic.Automations.Engine;

/// <summary>Writes a line into the server's log.</summary>
internal sealed partial class LogStep(ILogger<LogStep> logger) : IActionStep
{
    public ActionType Type => ActionType.Log;

    public Task<StepResult> Do(StepContext context, CancellationToken cancellationToken)
    {
        var config = (LogAction)context.Config;
        var message = Text.Cut(Template.Render(config.Message, context.Scope).ReplaceLineEndings(" "), StepResult.ShownCharacters);
        LogMessage(logger, LevelOf(config.Level), context.Execution.AutomationId, message);
        return Task.FromResult(new StepResult(EngineJson.Of(new { message })));
    }

    private static LogLevel LevelOf(ActionLogLevel level) => level switch
    {
        ActionLogLevel.Debug => LogLevel.Debug,
        ActionLogLevel.Info => LogLevel.Information,
        ActionLogLevel.Warn => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    [LoggerMessage(EventId = 1, Message = "Automation {Automation} says: {Message}")]
    private static partial void LogMessage(ILogger logger, LogLevel level, Guid automation, string message);
}
