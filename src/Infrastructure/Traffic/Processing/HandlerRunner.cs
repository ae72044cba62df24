using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.Traffic.Processing;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge.Safety;
using Hivemind.Domain.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.Processing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hivemind.Infrastructure.Traffic.Processing;

/// <summary>Runs one handler on one event, in a scope of its own, as the server in the event's organisation.</summary>
internal sealed partial class HandlerRunner(IServiceScopeFactory scopes, ILogger<HandlerRunner> logger)
{
    private const int MaxErrorLength = 2000;
    private const int MaxStackLength = 8000;

    /// <summary>A handler that takes longer is told to stop, which is a failure.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The names of the handlers that want each of these types.</summary>
    public IReadOnlyDictionary<string, string[]> WantedBy(IEnumerable<string> eventTypes)
    {
        using var scope = scopes.CreateScope();
        var handlers = scope.ServiceProvider.GetServices<IEventHandler>().ToList();
        return eventTypes.Distinct().ToDictionary(type => type, type => handlers.Where(handler => handler.Wants(type)).Select(handler => handler.Name).ToArray());
    }

    /// <summary>Throws only when it is told to stop.</summary>
    public async Task<HandlerOutcome> Run(string name, EventInHand e, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallContext>().Principal = SystemPrincipal.Of(e.OrgId);
            var handler = scope.ServiceProvider.GetServices<IEventHandler>().FirstOrDefault(handler => handler.Name == name)
                ?? throw new InvalidOperationException($"There is no handler {name} any more.");

            await handler.Handle(e, limit.Token);
            return HandlerOutcome.Success;
        }
        catch (HandlerBusyException)
        {
            return HandlerOutcome.Busy;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, exception, name, e.Id, e.EventType);
            return HandlerOutcome.Failure(ErrorOf(exception));
        }
    }

    private static HandlerError ErrorOf(Exception exception) => new(
        exception.GetType().Name,
        Safe(exception is OperationCanceledException ? $"The handler took longer than {Limit.TotalSeconds:0} s." : exception.Message, MaxErrorLength),
        Safe(exception.ToString(), MaxStackLength));

    private static string Safe(string text, int length) =>
        Text.Cut(SensitiveContent.RedactSecrets(Text.Cut(text, length).Replace("\0", "", StringComparison.Ordinal)), length);

    [LoggerMessage(1, LogLevel.Warning, "Handler {Handler} failed on event {Event} of type {EventType}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string handler, Guid @event, string eventType);
}
