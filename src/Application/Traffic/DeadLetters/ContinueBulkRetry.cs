using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.Processing;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>One step of a bulk retry: hands the next letters to the workers. False when there is nothing left to do.</summary>
/// <param name="Count">How many at most; 0 only looks whether the last ones are done.</param>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record ContinueBulkRetry(Guid Id, int Count) : ICommand<bool>;

internal sealed class ContinueBulkRetryHandler(
    IBulkRetryRepository retries, IDeadLetterRepository letters, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<ContinueBulkRetry, bool>
{
    public async Task<bool> Handle(ContinueBulkRetry command, CancellationToken cancellationToken)
    {
        var retry = await retries.Find(call.OrgId, command.Id, cancellationToken);
        if (retry is not { Status: SessionStatus.Running })
            return false;

        var next = await letters.FindNext(retry, Math.Max(1, command.Count), cancellationToken);
        if (next.Count > 0)
        {
            if (command.Count > 0)
                await HandOn(retry, next, cancellationToken);
            return true;
        }

        if (await retries.IsAwaiting(retry.Id, cancellationToken))
            return true;

        await retries.Save(retry.End(SessionStatus.Completed, time.Now()), cancellationToken);
        return false;
    }

    private async Task HandOn(BulkRetry retry, IReadOnlyList<DeadLetter> next, CancellationToken cancellationToken)
    {
        var (taken, chosen) = retry.Take(next);
        var saved = await letters.Save(chosen, cancellationToken, retry.Id);
        await retries.Save(taken, cancellationToken);
        await audit.WriteAll("dead_letter.retried", "dead_letter",
            [.. saved.Select(letter => ($"{letter.Id}", (object?)new { letter.EventId, letter.Handler, BulkRetryId = retry.Id, retry.StartedBy }))], cancellationToken);
    }
}
