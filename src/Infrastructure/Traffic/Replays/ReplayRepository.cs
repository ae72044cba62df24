using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Replays;
using Hivemind.Domain.Traffic.Replays;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Live;

namespace Hivemind.Infrastructure.Traffic.Replays;

internal sealed class ReplayRepository(DbSession session, Doorbell doorbell, TimeProvider time) : IReplayRepository
{
    public async Task<bool> Add(ReplaySession replay, CancellationToken cancellationToken)
    {
        session.AfterCommit(doorbell.Ring);
        return await session.Execute(
            $"""
            insert into replay_sessions ({ReplayRow.Columns})
            values (@Id, @OrgId, @Since, @Until, @EventTypes, @InstanceId, @MaxEvents, @SpeedMultiplier, @SkipProcessed, @DryRun, @Status,
                @Total, @IsCounted, @Processed, @Skipped, @Errors, @AfterReceivedAt, @AfterId, @StartedBy, @StartedAt, @CompletedAt)
            on conflict (org_id) where status = 'running' do nothing
            """, ReplayRow.Of(replay), cancellationToken) == 1;
    }

    public async Task<ReplaySession?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await session.FindOne<ReplayRow>(
            $"select {ReplayRow.Columns} from replay_sessions where org_id = @orgId and id = @id for no key update", new { orgId, id }, cancellationToken);
        return row?.ToSession();
    }

    public Task Save(ReplaySession replay, CancellationToken cancellationToken) => session.Execute(
        "update replay_sessions set status = @Status, completed_at = @CompletedAt where id = @Id", ReplayRow.Of(replay), cancellationToken);

    public async Task<bool> SaveProgress(ReplaySession replay, Guid claim, CancellationToken cancellationToken)
    {
        var row = ReplayRow.Of(replay);
        return await session.Execute(
            """
            update replay_sessions
            set status = @Status, total = @Total, is_counted = @IsCounted, processed = @Processed, skipped = @Skipped, errors = @Errors,
                after_received_at = @AfterReceivedAt, after_id = @AfterId, completed_at = @CompletedAt, leased_until = @Until
            where id = @Id and claim = @claim
            """,
            new
            {
                claim,
                row.Id,
                row.Status,
                row.Total,
                row.IsCounted,
                row.Processed,
                row.Skipped,
                row.Errors,
                row.AfterReceivedAt,
                row.AfterId,
                row.CompletedAt,
                Until = time.Now() + ReplayEvents.Lease,
            }, cancellationToken) == 1;
    }
}
