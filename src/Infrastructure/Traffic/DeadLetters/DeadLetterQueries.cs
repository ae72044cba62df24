using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Application.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.DeadLetters;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Live;
using Hivemind.Infrastructure.Traffic.Events;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.DeadLetters;

internal sealed class DeadLetterQueries(NpgsqlDataSource database, INotificationBus bus) : IDeadLetterQueries
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public async Task<DeadLetter?> Find(string orgId, Guid id, CancellationToken cancellationToken) =>
        await FindAll(orgId, [id], cancellationToken) is [var letter] ? letter : null;

    public async Task<IReadOnlyList<DeadLetter>> List(string orgId, DeadLetterFilter filter, int take, Cursor? after, CancellationToken cancellationToken)
    {
        var rows = await database.List<DeadLetterRow>(
            $"""
            select {DeadLetterRow.Columns}
            from dead_letters d
            where d.org_id = @orgId and {FilterSql.Condition}
              and (@AfterTime::timestamptz is null or (d.created_at, d.id) < (@AfterTime, @AfterId))
            order by d.created_at desc, d.id desc
            limit @take
            """, FilterSql.Parameters(filter, new { orgId, take, AfterTime = after?.Time, AfterId = after?.Id }), cancellationToken);
        return [.. rows.Select(row => row.ToLetter())];
    }

    public Task<IReadOnlyList<DeadLetterGroup>> Groups(string orgId, DeadLetterFilter filter, int limit, CancellationToken cancellationToken) =>
        database.List<DeadLetterGroup>(
            $"""
            with counted as (
                select d.fingerprint, d.handler, d.event_type, count(*) as total,
                    count(*) filter (where d.status = 'pending') as pending, count(*) filter (where d.status = 'retrying') as retrying,
                    count(*) filter (where d.status = 'resolved') as resolved, count(*) filter (where d.status = 'abandoned') as abandoned,
                    min(d.created_at) as first_seen_at, max(d.created_at) as last_seen_at
                from dead_letters d
                where d.org_id = @orgId and {FilterSql.Condition}
                group by d.fingerprint, d.handler, d.event_type
                order by pending desc, last_seen_at desc
                limit @limit
            )
            select c.fingerprint, c.handler as subject, c.event_type, sample.error as sample_error, sample.id as sample_id,
                c.total, c.pending, c.retrying, c.resolved, c.abandoned, c.first_seen_at, c.last_seen_at
            from counted c
            cross join lateral (
                select d.id, d.error
                from dead_letters d
                where d.org_id = @orgId and d.fingerprint = c.fingerprint and d.event_type = c.event_type and {FilterSql.Condition}
                order by d.created_at desc, d.id desc
                limit 1) sample
            order by c.pending desc, c.last_seen_at desc
            """, FilterSql.Parameters(filter, new { orgId, limit }), cancellationToken);

    public async Task<LastGoodEvent?> LastGood(DeadLetter letter, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<EventRow>(
            $"""
            select {EventRow.Columns}
            from events e
            where e.org_id = @OrgId and e.event_type = @EventType and e.status = 'completed'
              and (@InstanceId::uuid is null or e.instance_id = @InstanceId)
            order by e.received_at desc
            limit 1
            """, new { letter.OrgId, letter.EventType, letter.InstanceId }, cancellationToken);
        return row is null ? null : new LastGoodEvent(row.Id, row.EventType, row.InstanceId, row.ReceivedAt, EventRow.Json(row.RawPayload));
    }

    public async Task<DeadLetterStats> Stats(string orgId, CancellationToken cancellationToken)
    {
        var rows = await database.List<(string EventType, string Status, long Count)>(
            """
            select event_type, kind, sum(count)::bigint
            from (
                select event_type, kind, count from processing_figures where org_id = @orgId and subject = 'dead_letters'
                union all
                select event_type, kind, count from processing_differences where org_id = @orgId and subject = 'dead_letters') change
            group by event_type, kind
            having sum(count) <> 0
            """, new { orgId }, cancellationToken);

        return new(
            rows.Sum(row => row.Count), Of("pending"), Of("retrying"), Of("resolved"), Of("abandoned"),
            rows.GroupBy(row => row.EventType).OrderBy(group => group.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(row => row.Count)));

        long Of(string status) => rows.Where(row => row.Status == status).Sum(row => row.Count);
    }

    public async Task<IReadOnlyList<DeadLetter>> Await(string orgId, IReadOnlyCollection<Guid> ids, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(atMost);
        using var wake = new Wake();
        using (bus.OnRing(wake.Set))
        {
            while (true)
            {
                var letters = await FindAll(orgId, ids, cancellationToken);
                if (over.IsCancellationRequested || letters.All(letter => letter.Status is not DeadLetterStatus.Retrying))
                    return letters;

                await wake.Wait(Look, cancellationToken);
            }
        }
    }

    public async Task<BulkRetry?> FindBulk(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<BulkRetryRow>(
            $"select {BulkRetryRow.Columns} from dead_letter_retries where org_id = @orgId and id = @id", new { orgId, id }, cancellationToken);
        return row?.ToRetry();
    }

    public async Task<IReadOnlyList<BulkRetry>> ListBulk(string orgId, int take, Cursor? after, CancellationToken cancellationToken)
    {
        var rows = await database.List<BulkRetryRow>(
            $"""
            select {BulkRetryRow.Columns}
            from dead_letter_retries
            where org_id = @orgId and (@AfterTime::timestamptz is null or (started_at, id) < (@AfterTime, @AfterId))
            order by started_at desc, id desc
            limit @take
            """, new { orgId, take, AfterTime = after?.Time, AfterId = after?.Id }, cancellationToken);
        return [.. rows.Select(row => row.ToRetry())];
    }

    private async Task<IReadOnlyList<DeadLetter>> FindAll(string orgId, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var rows = await database.List<DeadLetterRow>(
            $"select {DeadLetterRow.Columns} from dead_letters d where d.org_id = @orgId and d.id = any(@Ids)",
            new { orgId, Ids = ids.ToArray() }, cancellationToken);
        return [.. rows.Select(row => row.ToLetter())];
    }
}
