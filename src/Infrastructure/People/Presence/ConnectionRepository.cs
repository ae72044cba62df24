using Hivemind.Application.Common;
using Hivemind.Application.People.Presence;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Infrastructure.People.Presence;

/// <summary>
/// Each change is one text of two statements: the first locks the user (and counts the sockets of a principal one at a time), the
/// second looks at the connections as they are under that lock. In a single statement it would decide by what was there before.
/// </summary>
internal sealed class ConnectionRepository(DbSession session, OpenConnections open, TimeProvider time) : IConnectionRepository
{
    private const int SocketLock = 7_201_470;

    public async Task<ConnectionChange> Open(Guid id, Principal caller, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var row = await session.FindOne<OpenRow>(
            """
            with counted as materialized (
                select pg_advisory_xact_lock(@SocketLock, hashtext(@OrgId || ' ' || @ActorId))
            ), person as materialized (
                select users.id
                from users
                where users.id = @UserId and (select count(*) from counted) = 1
                for no key update
            )
            insert into user_connections (id, org_id, user_id, actor_id, server_id, connected_at, last_heartbeat_at)
            select @id, @OrgId, @UserId, @ActorId, @ServerId, @now, @now
            from counted
            left join person on true
            on conflict (id) do nothing;

            with moved as (
                update users
                set is_online = true, last_seen_at = @now, row_version = row_version + 1
                where id = @UserId and is_active and not is_online
                returning id
            )
            select count(*)::int as sockets, exists (select from moved) as came_online
            from user_connections
            where org_id = @OrgId and actor_id = @ActorId and last_heartbeat_at > @Fresh
            """,
            new { id, caller.OrgId, caller.UserId, caller.ActorId, open.ServerId, now, Fresh = now - PresenceRules.Silence, SocketLock }, cancellationToken);

        return new(row?.Sockets ?? 0, row is { CameOnline: true } && caller.UserId is { } userId ? new(caller.OrgId, userId, true, now) : null);
    }

    public async Task<PresenceChange?> Close(Guid id, Principal caller, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var wentOffline = await session.FindOne<bool>(
            """
            with person as materialized (
                select users.id
                from users
                where users.id = @UserId
                for no key update
            )
            delete from user_connections
            where id = @id and (select count(*) from person) >= 0;

            with moved as (
                update users
                set is_online = false, last_seen_at = @now, row_version = row_version + 1
                where id = @UserId and is_online and not exists (
                    select
                    from user_connections
                    where user_id = @UserId and last_heartbeat_at > @Fresh
                )
                returning id
            )
            select exists (select from moved)
            """, new { id, caller.UserId, now, Fresh = now - PresenceRules.Silence }, cancellationToken);

        return wentOffline && caller.UserId is { } userId ? new(caller.OrgId, userId, false, now) : null;
    }

    public Task<IReadOnlyList<Guid>> Refresh(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        session.List<Guid>(
            """
            update user_connections
            set last_heartbeat_at = @Now
            where server_id = @ServerId and id = any(@Ids)
            returning id
            """, new { open.ServerId, Ids = ids.ToArray(), Now = time.Now() }, cancellationToken);

    public async Task<IReadOnlyList<PresenceChange>> Sweep(int limit, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var fresh = now - PresenceRules.Silence;
        var silent = await session.List<Guid>(
            """
            select id
            from users
            where is_online and not exists (
                select
                from user_connections
                where user_id = users.id and last_heartbeat_at > @fresh
            )
            order by id
            limit @limit
            for no key update
            """, new { fresh, limit }, cancellationToken);

        return await session.List<PresenceChange>(
            """
            delete from user_connections
            where last_heartbeat_at <= @fresh;

            update users
            set is_online = false, last_seen_at = @now, row_version = row_version + 1
            where id = any(@Silent) and is_online and not exists (
                select
                from user_connections
                where user_id = users.id and last_heartbeat_at > @fresh
            )
            returning org_id, id as user_id, is_online, last_seen_at
            """, new { fresh, now, Silent = silent.ToArray() }, cancellationToken);
    }

    private sealed record OpenRow(int Sockets, bool CameOnline);
}
