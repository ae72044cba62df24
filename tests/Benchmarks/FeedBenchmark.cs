using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>
/// One published row to all subscribers of the feed, the next when all have it: latency from the commit, messages per second of the
/// server's processor time and memory of an idle subscriber; beside bare sockets and one database connection per subscriber.
/// </summary>
public static class FeedBenchmark
{
    private static readonly int[] Sizes = [1, 100, 1_000, 10_000];

    public static async Task<BenchTable> Run(BenchContext context)
    {
        await using var database = NpgsqlDataSource.Create(context.ConnectionString);
        var key = await MakeKey(database);
        var slots = await Scalar<int>(database, "select current_setting('max_connections')::int - 30 - (select count(*)::int from pg_stat_activity)");
        var most = Math.Min(slots, 900) / 50 * 50;

        var rows = new List<IReadOnlyList<string>>();
        foreach (var size in Sizes)
        {
            rows.Add(await Measure(context, "Hivemind feed", "hive", size, key, marker => PublishRow(database, marker)));
            rows.Add(await Measure(context, "floor: bare sockets", "floor", size, key, null));
        }

        foreach (var size in new[] { 100, most })
            rows.Add(await Measure(context, "a database connection each", "each", size, key, marker => Notify(database, marker)));

        return new BenchTable(
            "feed",
            ["server", "subscribers", "p50 ms", "p99 ms", "messages per CPU second", "idle KB per subscriber"],
            rows,
            [
                "Row committed until received, over loopback; the client is a process of its own and shares the machine's processors.",
                "Messages per CPU second counts the processor time of the server process alone, without PostgreSQL.",
                $"A database connection each ends at max_connections: here {most} subscribers, and its memory is without the {most} backends.",
            ]);
    }

    private static async Task<IReadOnlyList<string>> Measure(
        BenchContext context, string name, string role, int subscribers, string key, Func<string, Task>? publish)
    {
        await context.Progress.WriteLineAsync($"feed: {name}, {subscribers} subscribers");
        await using var server = await FeedProcess.Start(role, context.ConnectionString);
        var port = await server.Read("port");
        publish ??= server.Write;

        await using (var warm = await FeedProcess.Start("client", port, "1", key))
        {
            await warm.Read("ready");
            await Rounds(warm, publish, 300, 900_000);
        }

        var before = await Memory(server);
        await using var client = await FeedProcess.Start("client", port, subscribers.ToString(CultureInfo.InvariantCulture), key);
        await client.Read("ready");
        await Rounds(client, publish, 10, 800_000); // all are live, and what is compiled late is compiled
        var idle = (await Memory(server) - before) / 1024.0 / subscribers;

        var rounds = Math.Clamp(200_000 / subscribers, 30, 500);
        await client.Write("forget");
        var cpu = server.Cpu;
        await Rounds(client, publish, rounds, 0);
        var spent = server.Cpu - cpu;

        await client.Write("report");
        var report = (await client.Read("latency")).Split(' ');
        var perSecond = (double)subscribers * rounds / spent.TotalSeconds;
        return
        [
            name, Text(subscribers, "N0"), report[0], report[1], Text(perSecond, "N0"), subscribers < 100 ? "" : Text(idle, "N1"),
        ];
    }

    private static async Task Rounds(FeedProcess client, Func<string, Task> publish, int count, int first)
    {
        for (var number = first; number < first + count; number++)
        {
            var marker = number.ToString("D6", CultureInfo.InvariantCulture);
            await publish(marker);
            await client.Write($"published {FeedProcess.Now} {marker}");
            await client.Read("all");
        }
    }

    private static async Task<long> Memory(FeedProcess server)
    {
        await server.Write("collect");
        return long.Parse(await server.Read("memory"), CultureInfo.InvariantCulture);
    }

    private static async Task PublishRow(NpgsqlDataSource database, string marker)
    {
        var payload = $$"""{"id":"{{Guid.CreateVersion7()}}","is_public":true,"org_id":"bench","category":"general","title":"#{{marker}};"}""";
        await Execute(database,
            "insert into stream_events (org_id, is_public, topic, name, payload, created_at) values ('bench', true, 'knowledge', 'public', $1, now())", payload);
        _ = Notify(database, "", "hivemind_stream"); // the row is committed: the clock runs, as after any commit
    }

    private static Task Notify(NpgsqlDataSource database, string marker) => Notify(database, marker, FeedRoles.Channel);

    private static Task Notify(NpgsqlDataSource database, string payload, string channel) => Execute(database, "select pg_notify($1, $2)", channel, payload);

    private static async Task<string> MakeKey(NpgsqlDataSource database)
    {
        var key = "hm_bench" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await Execute(database, "insert into organisations (id, name, created_at, updated_at) values ('bench', 'bench', now(), now()) on conflict do nothing");
        await Execute(database,
            """
            insert into api_keys (id, org_id, agent_id, name, key_prefix, key_hash, tier, billing_period_start, created_by, created_at)
            values (gen_random_uuid(), 'bench', 'bench', 'bench', $1, $2, 'enterprise', now(), 'bench', now())
            """, key[..8], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
        return key;
    }

    private static async Task Execute(NpgsqlDataSource database, string sql, params string[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });

        await command.ExecuteNonQueryAsync();
    }

    private static async Task<T> Scalar<T>(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync() ?? throw new InvalidOperationException("No row."));
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
