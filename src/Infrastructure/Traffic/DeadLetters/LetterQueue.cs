using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Processing;
using Hivemind.Domain.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.Processing;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Jobs;
using Hivemind.Infrastructure.Traffic.Events;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.DeadLetters;

/// <summary>A dead letter this process retries until its lease ends.</summary>
/// <param name="Event">Null when the event is no longer stored.</param>
/// <param name="BulkRetryId">The bulk retry that asked for it.</param>
internal sealed record ClaimedLetter(DeadLetter Letter, EventInHand? Event, Guid? BulkRetryId);

/// <summary>What came of a retry, not stored yet.</summary>
internal sealed record LetterOutcome(ClaimedLetter Claimed, HandlerOutcome Outcome, DateTimeOffset At) : IWorkResult
{
    public object Piece => Claimed;

    public bool IsLast => true;
}

/// <summary>Hands out dead letters that somebody asked to retry, under leases.</summary>
internal sealed class LetterQueue(NpgsqlDataSource database, TimeProvider time)
{
    public async Task<IReadOnlyList<ClaimedLetter>> Claim(int limit, Guid[] inHand, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var claims = await database.List<(Guid Id, Guid? BulkRetryId)>(
            """
            with due as (
                select id
                from dead_letters
                where status = 'retrying' and retry_due_at <= @now and (leased_until is null or leased_until <= @now) and id <> all(@inHand)
                order by retry_due_at, id
                limit @limit
                for update skip locked
            )
            update dead_letters d
            set leased_until = @Until
            from due
            where d.id = due.id
            returning d.id, d.bulk_retry_id
            """, new { now, limit, inHand, Until = now + LetterWorker.Lease }, cancellationToken);

        return claims.Count == 0 ? [] : await Load(claims.ToDictionary(claim => claim.Id, claim => claim.BulkRetryId), cancellationToken);
    }

    public Task Renew(IReadOnlyCollection<ClaimedLetter> letters, CancellationToken cancellationToken) =>
        Lend(letters, time.Now() + LetterWorker.Lease, cancellationToken);

    public Task Release(IReadOnlyCollection<ClaimedLetter> letters, CancellationToken cancellationToken) => Lend(letters, null, cancellationToken);

    private async Task<IReadOnlyList<ClaimedLetter>> Load(Dictionary<Guid, Guid?> claims, CancellationToken cancellationToken)
    {
        var letters = await database.List<DeadLetterRow>(
            $"select {DeadLetterRow.Columns} from dead_letters d where d.id = any(@Ids)", new { Ids = claims.Keys.ToArray() }, cancellationToken);
        var events = await database.List<EventRow>(
            $"select {EventRow.Columns} from events e where e.id = any(@Ids)", new { Ids = letters.Select(letter => letter.EventId).ToArray() }, cancellationToken);

        var byId = events.ToDictionary(row => row.Id, row => new EventInHand(row.ToEvent()));
        return [.. letters.Select(row => new ClaimedLetter(row.ToLetter(), Edited(byId.GetValueOrDefault(row.EventId), row.EditedPayload), claims[row.Id]))];
    }

    private static EventInHand? Edited(EventInHand? e, string? payload) =>
        e is null || payload is null ? e : e with { RawPayload = EventRow.Json(payload) };

    // A letter whose version has moved on is nobody's any more.
    private Task<int> Lend(IReadOnlyCollection<ClaimedLetter> letters, DateTimeOffset? until, CancellationToken cancellationToken) => database.Execute(
        """
        update dead_letters d
        set leased_until = @until
        from unnest(@Ids, @Versions) as mine (id, version)
        where d.id = mine.id and d.row_version = mine.version and d.status = 'retrying'
        """,
        new
        {
            until,
            Ids = letters.Select(one => one.Letter.Id).ToArray(),
            Versions = letters.Select(one => one.Letter.RowVersion).ToArray(),
        }, cancellationToken);
}
