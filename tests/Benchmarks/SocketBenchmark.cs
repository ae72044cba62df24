using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>
/// One row to all sockets, the next when all have it: latency from the commit, messages per second of the server's processor time and
/// memory of an idle socket; beside bare sockets and the WebSocket server that most Node programs use.
/// </summary>
public static class SocketBenchmark
{
    private const string Variable = "HIVEMIND_BENCH_SOCKETS";
    private const int SocketsPerPrincipal = 15;
    private const int Stretches = 15;

    public static async Task<BenchTable> Run(BenchContext context)
    {
        await using var database = NpgsqlDataSource.Create(context.ConnectionString);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var size in Environment.GetEnvironmentVariable(Variable)?.Split(',').Select(Number) ?? [1_000, 5_000])
        {
            await context.Progress.WriteLineAsync($"sockets: {size}");
            var keys = await MakeKeys(database, (size / SocketsPerPrincipal) + 20);
            await using var hive = await FeedSide.Start(
                "Hivemind /ws", "hive", context.ConnectionString, keys, size, marker => Publish(database, marker), "sockets");
            await using var floor = await FeedSide.Start("floor: bare sockets", "socket-floor", context.ConnectionString, keys, size, null, "sockets");
            await using var node = await FeedSide.Start("Node ws", "node", NodeProgram(), keys, size, null, "sockets");
            rows.AddRange(await Compare([floor, node, hive]));
        }

        return new BenchTable(
            "sockets",
            ["server", "sockets", "p50 ms", "p99 ms", "messages per CPU second", "of the floor", "idle KB per socket", "connects per second"],
            rows,
            [
                "Row committed until received, over loopback, one row at a time; the clients are processes of their own and share the machine's processors.",
                "Messages per CPU second counts the processor time of the server process alone, without PostgreSQL.",
                $"The servers take turns, {Stretches} stretches each: medians, and the median of the stretches' ratios with the least and the most.",
                "Hivemind authenticates each socket, enters it into the database and authorises its subscription; the others do nothing of it.",
                "Node ws is the broadcast of its documentation: send to every client; the message comes over standard input instead of a database.",
            ]);
    }

    public static string Message(string marker) =>
        $$"""{"type":"public","channel":"knowledge","position":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","id":"{{Guid.Empty}}","is_public":true,"org_id":"bench","category":"general","title":"#{{marker}};"}""";

    private static async Task<IEnumerable<IReadOnlyList<string>>> Compare(FeedSide[] sides)
    {
        var stretch = Math.Clamp(50_000 / sides[0].Subscribers, 15, 300);
        foreach (var side in sides)
            await side.WarmUp(stretch);

        for (var turn = 0; turn < Stretches; turn++)
        {
            foreach (var side in sides)
                await side.Measure(stretch);
        }

        var rows = new List<IReadOnlyList<string>>();
        foreach (var side in sides)
        {
            var ratios = side.Rates.Zip(sides[0].Rates, (rate, most) => rate / most).Order().ToList();
            var (p50, p99) = await side.Latency();
            rows.Add(
            [
                side.Name, Text(side.Subscribers, "N0"), p50, p99, Text(side.Rates.Order().ElementAt(Stretches / 2), "N0"),
                $"{Text(ratios[Stretches / 2], "N2")} ({Text(ratios[0], "N2")} to {Text(ratios[^1], "N2")})",
                Text(side.IdleKilobytes, "N1"), Text(side.Subscribers / side.ConnectSeconds, "N0"),
            ]);
        }

        return rows;
    }

    private static string NodeProgram() =>
        Path.Combine(BenchReport.Root() ?? throw new InvalidOperationException("Only inside of the checkout."), "tests", "Benchmarks", "node", "broadcast.mjs");

    private static async Task Publish(NpgsqlDataSource database, string marker)
    {
        await using var insert = database.CreateCommand(
            """
            insert into stream_events (org_id, is_public, topic, name, payload, created_at)
            values ('bench', true, 'knowledge', 'public', $1, now())
            """);
        insert.Parameters.Add(new NpgsqlParameter<string>
        {
            TypedValue = $$"""{"id":"{{Guid.Empty}}","is_public":true,"org_id":"bench","category":"general","title":"#{{marker}};"}""",
        });
        await insert.ExecuteNonQueryAsync();
        _ = Ring(database); // the row is committed: the clock runs, as after any commit
    }

    private static async Task Ring(NpgsqlDataSource database)
    {
        await using var notify = database.CreateCommand("select pg_notify('hivemind_stream', '')");
        await notify.ExecuteNonQueryAsync();
    }

    private static async Task<string> MakeKeys(NpgsqlDataSource database, int count)
    {
        var keys = Enumerable.Range(0, count).Select(_ => "hm_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))).ToArray();
        await using var insert = database.CreateCommand(
            """
            with organisation as (
                insert into organisations (id, name, created_at, updated_at) values ('bench', 'bench', now(), now()) on conflict do nothing
            )
            insert into api_keys (id, org_id, agent_id, name, key_prefix, key_hash, tier, billing_period_start, created_by, created_at)
            select gen_random_uuid(), 'bench', 'bench-' || hash, 'bench', left(hash, 8), hash, 'enterprise', now(), 'bench', now()
            from unnest($1) hash
            """);
        insert.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [.. keys.Select(key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))))],
        });
        await insert.ExecuteNonQueryAsync();
        return string.Join(',', keys);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
