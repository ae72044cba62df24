using Hivemind.Application.Common;
using Hivemind.Application.Traffic.Replays;
using Hivemind.Domain.Traffic.Replays;
using Hivemind.Infrastructure.Database;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Replays;

internal sealed class ReplayQueries(NpgsqlDataSource database) : IReplayQueries
{
    public async Task<ReplaySession?> Find(string orgId, Guid id, CancellationToken cancellationToken)
    {
        var row = await database.FindOne<ReplayRow>(
            $"select {ReplayRow.Columns} from replay_sessions where org_id = @orgId and id = @id", new { orgId, id }, cancellationToken);
        return row?.ToSession();
    }

    public async Task<IReadOnlyList<ReplaySession>> List(string orgId, int take, Cursor? after, CancellationToken cancellationToken)
    {
        var rows = await database.List<ReplayRow>(
            $"""
            select {ReplayRow.Columns}
            from replay_sessions
            where org_id = @orgId and (@AfterTime::timestamptz is null or (started_at, id) < (@AfterTime, @AfterId))
            order by started_at desc, id desc
            limit @take
            """, new { orgId, take, AfterTime = after?.Time, AfterId = after?.Id }, cancellationToken);
        return [.. rows.Select(row => row.ToSession())];
    }

    public Task<(int Total, int Skipped)> Count(ReplaySession session, CancellationToken cancellationToken) => database.FindOne<(int, int)>(
        $"""
        select count(*)::int, count(*) filter (where chosen.status in ('received', 'processing') or (@SkipProcessed and chosen.status = 'completed'))::int
        from (
            select e.status
            from events e
            where {ReplayEvents.Chosen}
            order by e.received_at, e.id
            limit @Limit) chosen
        """, ReplayEvents.Parameters(session, session.Limit), cancellationToken);
}
