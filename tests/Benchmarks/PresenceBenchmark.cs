using System.Diagnostics;
using System.Globalization;
using Dapper;
using Hivemind.Application.Common;
using Hivemind.Application.People.Presence;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>What it costs that a user comes and goes, and how long the list of those online takes.</summary>
public static class PresenceBenchmark
{
    private const int Rounds = 300;

    public static async Task<BenchTable> Run(BenchContext context)
    {
        await using var server = await BenchServer.Start(context.ConnectionString);
        var database = server.Services.GetRequiredService<NpgsqlDataSource>();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var online in new[] { 100, 1_000 })
        {
            await context.Progress.WriteLineAsync($"presence: {online} users online");
            var users = await MakeUsers(database, server.OrgId, online);
            await using var scope = server.Services.CreateAsyncScope();
            var caller = new Principal { OrgId = server.OrgId, UserId = users[0], Role = OrgRole.Member, Tier = Tier.Pro };
            await Times(server, caller, 30); // warm

            var (come, go) = await Times(server, caller, Rounds);
            var list = new List<double>();
            for (var round = 0; round < Rounds; round++)
                list.Add(await Time(async () => (await server.Http.GetAsync(new Uri("/api/v1/users/online", UriKind.Relative))).EnsureSuccessStatusCode()));

            rows.Add(Row("a user comes online", online, come));
            rows.Add(Row("a user goes offline", online, go));
            rows.Add(Row("GET /users/online over HTTP", online, list));
        }

        return new BenchTable(
            "presence", ["step", "users online", "p50 ms", "p99 ms"], rows,
            ["Coming and going are whole commands: the socket's row, the user's, and the message to those who watch, committed with a disk flush."]);
    }

    private static async Task<(List<double> Come, List<double> Go)> Times(BenchServer server, Principal caller, int rounds)
    {
        var (come, go) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
            come.Add(await Time(() => Send(server, caller, new OpenConnection(id))));
            go.Add(await Time(() => Send(server, caller, new CloseConnection(id))));
        }

        return (come, go);
    }

    private static async Task Send<T>(BenchServer server, Principal caller, IRequest<T> request)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Principal = caller;
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    private static async Task<double> Time(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    // The first one comes and goes; the others stay.
    private static async Task<IReadOnlyList<Guid>> MakeUsers(NpgsqlDataSource database, string orgId, int online)
    {
        await using var connection = await database.OpenConnectionAsync();
        return [.. await connection.QueryAsync<Guid>(
            """
            with made as (
                insert into users (id, org_id, email, password_hash, name, org_role, is_online, last_seen_at, created_at, updated_at)
                select gen_random_uuid(), @orgId, gen_random_uuid() || '@example.com', 'none', 'User ' || number, 'member', number > 0, now(), now(), now()
                from generate_series(0, @online) number
                returning id, is_online
            ), connected as (
                insert into user_connections (id, org_id, user_id, actor_id, server_id, connected_at, last_heartbeat_at)
                select gen_random_uuid(), @orgId, id, 'user:' || id, 'bench', now(), now() + interval '1 hour'
                from made
                where is_online
            )
            select id
            from made
            order by is_online
            """, new { orgId, online })];
    }

    private static string[] Row(string step, int online, List<double> times)
    {
        times.Sort();
        return [step, online.ToString("N0", CultureInfo.InvariantCulture), Text(times[times.Count / 2]), Text(times[(int)(times.Count * 0.99)])];
    }

    private static string Text(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
