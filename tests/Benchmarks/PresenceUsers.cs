using Dapper;
using Hivemind.Application.People;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>Users as the benchmark of presence needs them.</summary>
internal static class PresenceUsers
{
    /// <summary>A user who is signed in and offline.</summary>
    public static async Task<(Guid Id, string Token)> Guest(NpgsqlDataSource database, string orgId)
    {
        var (id, token) = (Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), Secret.New(Secret.Session));
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into users (id, org_id, email, password_hash, name, org_role, created_at, updated_at)
            values (@id, @orgId, @id || '@example.com', 'none', 'Guest', 'member', now(), now());
            insert into sessions (id, org_id, user_id, token_hash, created_at, last_used_at, expires_at)
            values (gen_random_uuid(), @orgId, @id, @Hash, now(), now(), now() + interval '12 hours')
            """, new { id, orgId, Hash = Secret.Hash(token) });
        return (id, token);
    }

    /// <summary>More users who come and stay; the sweep finds their sockets fresh.</summary>
    public static async Task BringOnline(NpgsqlDataSource database, string orgId, int count)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            with made as (
                insert into users (id, org_id, email, password_hash, name, org_role, is_online, last_seen_at, created_at, updated_at)
                select gen_random_uuid(), @orgId, gen_random_uuid() || '@example.com', 'none', 'User ' || number, 'member', true, now(), now(), now()
                from generate_series(1, @count) number
                returning id
            )
            insert into user_connections (id, org_id, user_id, actor_id, server_id, connected_at, last_heartbeat_at)
            select gen_random_uuid(), @orgId, id, 'user:' || id, 'bench', now(), now() + interval '1 hour'
            from made
            """, new { orgId, count });
    }
}
