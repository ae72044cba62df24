using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Replays;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Traffic.Events;
using Hivemind.Infrastructure.Traffic.Processing;
using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Replays;

/// <summary>The events of a replay, oldest first, and its lease.</summary>
internal sealed class ReplayEvents(NpgsqlDataSource database, TimeProvider time)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    public const string Chosen =
        """
        e.org_id = @OrgId and e.received_at >= @Since and e.received_at < @Until
          and e.event_type not like 'system.%'
          and (@EventTypes::text[] is null or e.event_type = any(@EventTypes))
          and (@InstanceId::uuid is null or e.instance_id = @InstanceId)
        """;

    public static object Parameters(ReplaySession session, int limit) => new
    {
        session.OrgId,
        session.Since,
        session.Until,
        EventTypes = session.EventTypes?.ToArray(),
        session.InstanceId,
        session.SkipProcessed,
        session.AfterReceivedAt,
        session.AfterId,
        Limit = limit,
    };

    public Task<IReadOnlyList<EventRow>> Next(ReplaySession session, int limit, CancellationToken cancellationToken) => database.List<EventRow>(
        $"""
        select {EventRow.Columns}
        from events e
        where {Chosen}
          and (@AfterReceivedAt::timestamptz is null or (e.received_at, e.id) > (@AfterReceivedAt, @AfterId))
        order by e.received_at, e.id
        limit @Limit
        """, Parameters(session, limit), cancellationToken);

    public async Task<IReadOnlyList<ClaimedSession>> Claim(int limit, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var claim = Guid.CreateVersion7(now);
        var rows = await database.List<(Guid Id, string OrgId)>(
            """
            update replay_sessions
            set claim = @claim, leased_until = @Until
            where id in (
                select id from replay_sessions
                where status = 'running' and (leased_until is null or leased_until <= @now)
                order by started_at
                limit @limit
                for update skip locked)
            returning id, org_id
            """, new { now, claim, limit, Until = now + Lease }, cancellationToken);
        return [.. rows.Select(row => new ClaimedSession(row.Id, row.OrgId, claim))];
    }

    public Task Release(ClaimedSession session, CancellationToken cancellationToken) => database.Execute(
        "update replay_sessions set leased_until = null where id = @Id and claim = @Claim", new { session.Id, session.Claim }, cancellationToken);
}
