using Hivemind.Application.Traffic.Automations.Engine;
using Hivemind.Application.Traffic.Processing;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Traffic.Automations.Engine;

internal sealed class AutomationMatches(DbSession session) : IAutomationMatches
{
    // Of two workers at the same event the second waits here for the first, and then finds its row.
    public async Task<bool> TryBegin(EventInHand e, DateTimeOffset now, CancellationToken cancellationToken) => await session.Execute(
        "insert into automation_matches (event_id, round, matched_at) values (@Id, @Round, @now) on conflict do nothing",
        new { e.Id, Round = e.ReplayId ?? Guid.Empty, now }, cancellationToken) == 1;

    public Task<int> Forget(DateTimeOffset before, int limit, CancellationToken cancellationToken) => session.Execute(
        """
        delete from automation_matches
        where (event_id, round) in (
            select m.event_id, m.round
            from automation_matches m
            where m.matched_at < @before
              and not exists (select from event_work w where w.event_id = m.event_id)
              and not exists (select from dead_letters d where d.event_id = m.event_id and d.status = 'retrying')
              and not exists (select from replay_sessions r where r.id = m.round and r.status = 'running')
            order by m.matched_at
            limit @limit)
        """, new { before, limit }, cancellationToken);
}
