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
    private const string Variable = "HIVEMIND_BENCH_SUBSCRIBERS";
    private const int Stretches = 15;

    public static async Task<BenchTable> Run(BenchContext context)
    {
        await using var database = NpgsqlDataSource.Create(context.ConnectionString);
        var key = await MakeKey(database);
        var slots = await Scalar<int>(database, "select current_setting('max_connections')::int - 40 - (select count(*)::int from pg_stat_activity)");
        var most = Math.Min(slots, 900) / 50 * 50;
        var chosen = Environment.GetEnvironmentVariable(Variable)?.Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture));

        var rows = new List<IReadOnlyList<string>>();
        foreach (var size in chosen ?? [1, 100, 1_000, 10_000])
        {
            await context.Progress.WriteLineAsync($"feed: {size} subscribers");
            await using var hive = await FeedSide.Start(
                "Hivemind feed", "hive", context.ConnectionString, key, size, marker => PublishRow(database, marker));
            await using var floor = await FeedSide.Start("floor: bare sockets", "floor", context.ConnectionString, key, size, null);
            rows.AddRange(await Compare(floor, hive));
        }

        foreach (var size in chosen is null ? [100, most] : Array.Empty<int>())
        {
            await context.Progress.WriteLineAsync($"feed: a database connection each, {size} subscribers");
            await using var each = await FeedSide.Start(
                "a database connection each", "each", context.ConnectionString, key, size, marker => Notify(database, marker));
            await using var floor = await FeedSide.Start("floor: bare sockets", "floor", context.ConnectionString, key, size, null);
            rows.Add((await Compare(floor, each))[1]);
        }

        return new BenchTable(
            "feed",
            ["server", "subscribers", "p50 ms", "p99 ms", "messages per CPU second", "of the floor", "idle KB per subscriber"],
            rows,
            [
                "Row committed until received, over loopback, one row at a time; the clients are processes of their own and share the machine's processors.",
                "Messages per CPU second counts the processor time of the server process alone, without PostgreSQL.",
                $"A server and the floor take turns, {Stretches} stretches each: medians, and the median of the stretches' ratios with the least and the most.",
                "Every message reached every subscriber: a lost one would have ended the run.",
                $"A database connection each ends at max_connections: here {most} subscribers, and its memory is without the {most} backends.",
            ]);
    }

    /// <summary>Turn by turn, so that whatever else the machine does meets both. The row of the floor comes first.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<string>>> Compare(FeedSide floor, FeedSide server)
    {
        var stretch = Math.Clamp(50_000 / server.Subscribers, 15, 300);
        await server.WarmUp(stretch);
        await floor.WarmUp(stretch);
        for (var turn = 0; turn < Stretches; turn++)
        {
            await server.Measure(stretch);
            await floor.Measure(stretch);
        }

        var ratios = server.Rates.Zip(floor.Rates, (rate, most) => rate / most).Order().ToList();
        return [await Row(floor, "1"), await Row(server, $"{Text(Median(ratios), "N2")} ({Text(ratios[0], "N2")} to {Text(ratios[^1], "N2")})")];
    }

    private static async Task<IReadOnlyList<string>> Row(FeedSide side, string share)
    {
        var (p50, p99) = await side.Latency();
        return
        [
            side.Name, Text(side.Subscribers, "N0"), p50, p99, Text(Median(side.Rates), "N0"), share, side.Subscribers < 100 ? "" : Text(side.IdleKilobytes, "N1"),
        ];
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

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
