using Hivemind.Application.Common;
using Hivemind.Application.People.Presence;
using Hivemind.Application.People.Users;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.People.Users;
using Npgsql;

namespace Hivemind.Infrastructure.People.Presence;

internal sealed class PresenceQueries(NpgsqlDataSource database, TimeProvider time) : IPresenceQueries
{
    public Task<IReadOnlyList<UserProfile>> ListOnline(string orgId, int limit, CancellationToken cancellationToken) =>
        database.List<UserProfile>(
            $"""
            select {UserSql.Columns}
            from users
            where org_id = @orgId and is_online and is_active
            order by last_seen_at desc, id desc
            limit @limit
            """, new { orgId, limit }, cancellationToken);

    public async Task<LiveCounts> Count(string orgId, CancellationToken cancellationToken) =>
        await database.FindOne<LiveCounts>(
            """
            select
                (select count(*) from users where org_id = @orgId and is_online and is_active) as online_users,
                (select count(*) from tasks
                    where org_id = @orgId and deleted_at is null and status in ('in_progress', 'running', 'waiting_input')) as active_tasks,
                (select count(*) from tasks where org_id = @orgId and deleted_at is null and updated_at >= @Hour) as recent_activity,
                (select count(*) from tasks where org_id = @orgId and deleted_at is null and status = 'queued') as queued_runs,
                count(distinct actor_id) as sessions, count(*) as connections
            from user_connections
            where org_id = @orgId and last_heartbeat_at > @Fresh
            """, new { orgId, Hour = time.Now().AddHours(-1), Fresh = time.Now() - PresenceRules.Silence }, cancellationToken)
        ?? throw new InvalidOperationException("Counts are one row.");
}
