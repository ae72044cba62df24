using Hivemind.Application.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.DeadLetters;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Live;

namespace Hivemind.Infrastructure.Traffic.DeadLetters;

internal sealed class BulkRetryRepository(DbSession session, Doorbell doorbell) : IBulkRetryRepository
{
    public Task<int> CountPending(string orgId, DeadLetterFilter filter, CancellationToken cancellationToken) => session.FindOne<int>(
        $"select count(*)::int from dead_letters d where d.org_id = @orgId and d.status = 'pending' and {FilterSql.Condition}",
        FilterSql.Parameters(filter, new { orgId }), cancellationToken);

    public async Task<bool> Add(BulkRetry retry, CancellationToken cancellationToken)
    {
        session.AfterCommit(doorbell.Ring);
        return await session.Execute(
            $"""
            insert into dead_letter_retries ({BulkRetryRow.Columns})
            values (@Id, @OrgId, @Filter::jsonb, @DryRun, @Force, @RatePerSecond, @Status, @Total, @Processed, @Succeeded, @Failed, @Skipped,
                @AfterCreatedAt, @AfterId, @StartedBy, @StartedAt, @CompletedAt)
            on conflict (org_id) where status = 'running' do nothing
            """, BulkRetryRow.Of(retry), cancellationToken) == 1;
    }

    public async Task<BulkRetry?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<BulkRetryRow>(
            $"select {BulkRetryRow.Columns} from dead_letter_retries where org_id = @orgId and id = @id for no key update",
            new { orgId, id }, cancellationToken);
        return row?.ToRetry();
    }

    // What succeeded and failed is counted by the workers.
    public Task Save(BulkRetry retry, CancellationToken cancellationToken) => session.Execute(
        """
        update dead_letter_retries
        set status = @Status, processed = @Processed, skipped = @Skipped, after_created_at = @AfterCreatedAt, after_id = @AfterId,
            completed_at = @CompletedAt
        where id = @Id
        """, BulkRetryRow.Of(retry), cancellationToken);

    public Task<bool> IsAwaiting(Guid id, CancellationToken cancellationToken) => session.FindOne<bool>(
        "select exists (select from dead_letters where bulk_retry_id = @id and status = 'retrying')", new { id }, cancellationToken);
}
