using Hivemind.Application.Common;
using Hivemind.Application.Traffic.DeadLetters;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.DeadLetters;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Live;

namespace Hivemind.Infrastructure.Traffic.DeadLetters;

internal sealed class DeadLetterRepository(DbSession session, Doorbell doorbell, TimeProvider time) : IDeadLetterRepository
{
    public async Task<DeadLetter?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<DeadLetterRow>(
            $"select {DeadLetterRow.Columns} from dead_letters d where d.org_id = @orgId and d.id = @id for no key update",
            new { orgId, id }, cancellationToken);
        return row?.ToLetter();
    }

    public async Task<bool> Add(DeadLetter letter, CancellationToken cancellationToken) => await session.Execute(
        """
        insert into dead_letters (id, org_id, event_id, event_type, instance_id, handler, payload, error, stack, fingerprint,
            next_auto_retry_at, status, created_at)
        values (@Id, @OrgId, @EventId, @EventType, @InstanceId, @Handler, @Payload::json, @Error, @Stack, @Fingerprint,
            @NextAutoRetryAt, 'pending', @CreatedAt)
        on conflict (event_id, handler) do nothing
        """, letter, cancellationToken) == 1;

    public async Task<IReadOnlyList<DeadLetter>> Save(IReadOnlyCollection<DeadLetter> letters, CancellationToken cancellationToken, Guid? bulkRetryId = null)
    {
        if (letters.Count == 0)
            return [];

        var saved = (await session.List<Guid>(
            """
            update dead_letters d
            set status = l.status, retry_kind = l.retry_kind, edited_payload = l.edited_payload::json, error = l.error, stack = l.stack,
                fingerprint = l.fingerprint, auto_retry_count = l.auto_retry_count, manual_retry_count = l.manual_retry_count,
                next_auto_retry_at = l.next_auto_retry_at, last_retry_at = l.last_retry_at, resolved_at = l.resolved_at,
                resolved_by = l.resolved_by, closed_at = l.closed_at, row_version = d.row_version + 1, leased_until = null,
                retry_due_at = case when l.status = 'retrying' then @Now end, bulk_retry_id = @bulkRetryId
            from unnest(@Ids, @Versions, @Statuses, @Kinds, @Edits, @Errors, @Stacks, @Prints, @Autos, @Manuals, @Nexts, @Lasts, @Resolved,
                @Notes, @Closed)
                as l (id, version, status, retry_kind, edited_payload, error, stack, fingerprint, auto_retry_count, manual_retry_count,
                    next_auto_retry_at, last_retry_at, resolved_at, resolved_by, closed_at)
            where d.id = l.id and d.row_version = l.version
            returning d.id
            """, Columns(letters, bulkRetryId), cancellationToken)).ToHashSet();

        if (letters.Any(letter => letter.Status is DeadLetterStatus.Retrying))
            session.AfterCommit(doorbell.Ring);

        return [.. letters.Where(letter => saved.Contains(letter.Id)).Select(letter => letter with { RowVersion = letter.RowVersion + 1 })];
    }

    public async Task<IReadOnlyList<DeadLetter>> FindDue(string? orgId, DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var rows = await session.List<DeadLetterRow>(
            $"""
            select {DeadLetterRow.Columns}
            from dead_letters d
            where d.status = 'pending' and d.next_auto_retry_at <= @now and (@orgId::text is null or d.org_id = @orgId)
            order by d.next_auto_retry_at
            limit @limit
            for no key update skip locked
            """, new { orgId, now, limit }, cancellationToken);
        return [.. rows.Select(row => row.ToLetter())];
    }

    public async Task<IReadOnlyList<DeadLetter>> FindNext(BulkRetry retry, int limit, CancellationToken cancellationToken)
    {
        var rows = await session.List<DeadLetterRow>(
            $"""
            select {DeadLetterRow.Columns}
            from dead_letters d
            where d.org_id = @OrgId and d.status = 'pending' and d.created_at <= @StartedAt and {FilterSql.Condition}
              and (@AfterCreatedAt::timestamptz is null or (d.created_at, d.id) > (@AfterCreatedAt, @AfterId))
            order by d.created_at, d.id
            limit @limit
            for no key update
            """, FilterSql.Parameters(retry.Filter, new { retry.OrgId, retry.StartedAt, retry.AfterCreatedAt, retry.AfterId, limit }), cancellationToken);
        return [.. rows.Select(row => row.ToLetter())];
    }

    public async Task CompleteEvents(IReadOnlyCollection<Guid> eventIds, CancellationToken cancellationToken)
    {
        // Locked first: of two workers that resolve the last two letters of an event, the second sees what the first did.
        var failed = await session.List<Guid>(
            "select id from events where id = any(@Ids) and status = 'failed' order by id for no key update",
            new { Ids = eventIds.ToArray() }, cancellationToken);
        await session.Execute(
            """
            update events e
            set status = 'completed', error_stage = null, error_message = null
            where e.id = any(@Ids)
              and not exists (select from dead_letters d where d.event_id = e.id and d.status <> 'resolved')
            """, new { Ids = failed.ToArray() }, cancellationToken);
    }

    public Task<int> RemoveClosed(string? orgId, DateTimeOffset before, int limit, CancellationToken cancellationToken) => session.Execute(
        """
        delete from dead_letters
        where id in (
            select id from dead_letters
            where closed_at < @before and (@orgId::text is null or org_id = @orgId)
            limit @limit)
        """, new { orgId, before, limit }, cancellationToken);

    private object Columns(IReadOnlyCollection<DeadLetter> letters, Guid? bulkRetryId) => new
    {
        bulkRetryId,
        Now = time.Now(),
        Ids = letters.Select(letter => letter.Id).ToArray(),
        Versions = letters.Select(letter => letter.RowVersion).ToArray(),
        Statuses = letters.Select(letter => EnumText.Of(letter.Status)).ToArray(),
        Kinds = letters.Select(letter => letter.RetryKind is { } kind ? EnumText.Of(kind) : null).ToArray(),
        Edits = letters.Select(letter => letter.EditedPayload).ToArray(),
        Errors = letters.Select(letter => letter.Error).ToArray(),
        Stacks = letters.Select(letter => letter.Stack).ToArray(),
        Prints = letters.Select(letter => letter.Fingerprint).ToArray(),
        Autos = letters.Select(letter => letter.AutoRetryCount).ToArray(),
        Manuals = letters.Select(letter => letter.ManualRetryCount).ToArray(),
        Nexts = letters.Select(letter => letter.NextAutoRetryAt).ToArray(),
        Lasts = letters.Select(letter => letter.LastRetryAt).ToArray(),
        Resolved = letters.Select(letter => letter.ResolvedAt).ToArray(),
        Notes = letters.Select(letter => letter.ResolvedBy).ToArray(),
        Closed = letters.Select(letter => letter.ClosedAt).ToArray(),
    };
}
