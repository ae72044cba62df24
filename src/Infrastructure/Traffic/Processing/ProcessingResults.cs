using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.Traffic.DeadLetters;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Jobs;
using Microsoft.Extensions.Logging;

namespace Hivemind.Infrastructure.Traffic.Processing;

/// <summary>
/// Stores how far many events have come, in one transaction with the dead letters of their handlers. What belongs to another worker
/// by now is left alone.
/// </summary>
internal sealed partial class ProcessingResults(
    DbSession session, ProgressSql progress, InstanceActivity instances, DeadLetterOffice deadLetters, CallContext call, ILogger<ProcessingResults> logger)
    : IResultStore<EventProgress>
{
    public async Task Store(IReadOnlyList<EventProgress> results, CancellationToken cancellationToken)
    {
        await progress.StoreSteps([.. results.Where(result => result.IsStep)], cancellationToken);
        var waiting = await progress.StoreWaiting([.. results.Where(result => result is { IsStep: false, IsDone: false })], cancellationToken);
        var done = await progress.StoreDone([.. results.Where(result => result.IsDone)], cancellationToken);

        var stored = results.Where(result => !result.IsStep && (waiting.Contains(result.Id) || done.Contains(result.Id))).ToList();
        await instances.Note(stored.Where(result => result.IsDone).Select(result => result.Claimed.Event), cancellationToken);

        foreach (var result in stored)
        {
            foreach (var given in result.GivenUp)
                await GiveUp(result, given, cancellationToken);
        }

        await session.Commit(cancellationToken);
        foreach (var result in stored.Where(result => result.IsDone))
            ProcessingMetrics.Count(result.Status);
    }

    private async Task GiveUp(EventProgress result, GivenUp given, CancellationToken cancellationToken)
    {
        var e = result.Claimed.Event;
        if (e.EventType == DeadLetterOffice.EventType)
        {
            LogNoLetter(logger, given.Handler, e.Id);
            return;
        }

        call.Principal = SystemPrincipal.Of(e.OrgId);
        await deadLetters.Add(e, given.Handler, given.Error, cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Error, "Handler {Handler} failed for good on {Event}, which tells of a dead letter; it makes none itself")]
    private static partial void LogNoLetter(ILogger logger, string handler, Guid @event);
}
