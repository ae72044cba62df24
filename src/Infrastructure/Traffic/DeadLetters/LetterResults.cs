using Hivemind.Application.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.Processing;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Jobs;
using Hivemind.Infrastructure.Live;

namespace Hivemind.Infrastructure.Traffic.DeadLetters;

/// <summary>Stores what came of many retries in one transaction, with the events they complete and the bulk retries they belong to.</summary>
internal sealed class LetterResults(DbSession session, IDeadLetterRepository letters, Doorbell doorbell) : IResultStore<LetterOutcome>
{
    public async Task Store(IReadOnlyList<LetterOutcome> results, CancellationToken cancellationToken)
    {
        var ended = results.Where(result => result.Outcome.IsSuccess || result.Outcome.Error is not null)
            .OrderBy(result => result.Claimed.Letter.Id)
            .ToList();
        var saved = await letters.Save([.. ended.Select(After)], cancellationToken);
        await PutOff([.. results.Except(ended)], cancellationToken);

        var resolved = saved.Where(letter => letter.Status is DeadLetterStatus.Resolved).Select(letter => letter.EventId).Distinct().ToList();
        if (resolved.Count > 0)
            await letters.CompleteEvents(resolved, cancellationToken);

        await Count(ended, saved.Select(letter => letter.Id).ToHashSet(), cancellationToken);
        session.AfterCommit(doorbell.Ring); // somebody may wait for it
        await session.Commit(cancellationToken);
    }

    private static DeadLetter After(LetterOutcome result) =>
        result.Outcome.Error is { } error ? result.Claimed.Letter.Fail(error, result.At) : result.Claimed.Letter.Succeed(result.At);

    private async Task PutOff(IReadOnlyList<LetterOutcome> busy, CancellationToken cancellationToken)
    {
        foreach (var one in busy)
            await session.Execute(
                "update dead_letters set retry_due_at = @DueAt, leased_until = null where id = @Id and row_version = @RowVersion and status = 'retrying'",
                new { DueAt = one.At + RetrySchedule.BusyDelay, one.Claimed.Letter.Id, one.Claimed.Letter.RowVersion }, cancellationToken);
    }

    private async Task Count(IEnumerable<LetterOutcome> ended, HashSet<Guid> saved, CancellationToken cancellationToken)
    {
        var byBulk = ended
            .Where(result => result.Claimed.BulkRetryId is not null && saved.Contains(result.Claimed.Letter.Id))
            .GroupBy(result => result.Claimed.BulkRetryId)
            .OrderBy(group => group.Key);

        foreach (var group in byBulk)
            await session.Execute(
                "update dead_letter_retries set succeeded = succeeded + @Succeeded, failed = failed + @Failed where id = @Id",
                new { Id = group.Key, Succeeded = group.Count(one => one.Outcome.IsSuccess), Failed = group.Count(one => !one.Outcome.IsSuccess) },
                cancellationToken);
    }
}
