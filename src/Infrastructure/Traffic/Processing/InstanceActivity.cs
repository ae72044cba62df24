using Hivemind.Application.Traffic.Processing;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.Traffic.Processing;

/// <summary>
/// Moves the last message of instances, for all events of a batch with one statement: a handler of its own would make every message
/// of an instance wait for the one before.
/// </summary>
internal sealed class InstanceActivity(DbSession session)
{
    private const string Messages = "message.";

    public async Task Note(IEnumerable<EventInHand> events, CancellationToken cancellationToken)
    {
        var latest = events
            .Where(e => e.InstanceId is not null && e.EventType.StartsWith(Messages, StringComparison.Ordinal))
            .GroupBy(e => (e.OrgId, e.InstanceId))
            .Select(group => (group.Key.OrgId, group.Key.InstanceId, At: group.Max(e => e.ReceivedAt)))
            .ToList();
        if (latest.Count == 0)
            return;

        // Locked in the order of ids, so that two workers cannot wait for each other.
        await session.Execute(
            """
            with latest as (
                select i.id, activity.at
                from unnest(@Orgs, @Ids, @Times) as activity (org_id, id, at)
                join instances i on i.id = activity.id and i.org_id = activity.org_id
                where i.last_message_at is null or i.last_message_at < activity.at
                order by i.id
                for no key update of i
            )
            update instances i
            set last_message_at = greatest(i.last_message_at, latest.at)
            from latest
            where i.id = latest.id
            """,
            new
            {
                Orgs = latest.Select(one => one.OrgId).ToArray(),
                Ids = latest.Select(one => one.InstanceId).ToArray(),
                Times = latest.Select(one => one.At).ToArray(),
            }, cancellationToken);
    }
}
