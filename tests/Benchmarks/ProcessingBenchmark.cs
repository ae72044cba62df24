using System.Diagnostics;
using System.Globalization;
using Dapper;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>Events per second through the event worker of one process and of two: without a handler, with one that does nothing, with one that commits a row.</summary>
internal static class ProcessingBenchmark
{
    private const int Rounds = 3;
    private const int Events = 20_000;
    private const int Slice = 4_000;

    public static async Task<BenchTable> Run(BenchContext context)
    {
        var measured = new Dictionary<(string Handler, int Processes), List<double>>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var handler in ProcessingRole.Handlers)
            {
                foreach (var processes in new[] { 1, 2 })
                {
                    await context.Progress.WriteLineAsync($"processing: {handler}, {processes} processes, round {round + 1} of {Rounds}");
                    var rate = await Measure(context.ConnectionString, handler, processes);
                    measured.TryAdd((handler, processes), []);
                    measured[(handler, processes)].Add(rate);
                }
            }
        }

        return new BenchTable(
            "processing",
            ["handler", "processes", "events/s (median)", "lowest", "highest"],
            [.. measured.Select(pair => (IReadOnlyList<string>)[
                pair.Key.Handler, pair.Key.Processes.ToString(CultureInfo.InvariantCulture), Text(pair.Value.Order().ElementAt(pair.Value.Count / 2)),
                Text(pair.Value.Min()), Text(pair.Value.Max())])],
            [
                $"{Count} stored events become due at once; measured until all are completed. Servers are processes of their own, {Rounds} interleaved rounds.",
                "none: nobody wants the events. empty: one handler that returns at once. commit: one handler that inserts a row in a transaction of its own.",
            ]);
    }

    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("HIVEMIND_BENCH_EVENTS"), CultureInfo.InvariantCulture, out var count) ? count : Events;

    private static async Task<double> Measure(string connectionString, string handler, int processes)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var connection = await database.OpenConnectionAsync();
        await Fill(connection);

        var servers = new List<FeedProcess>();
        for (var i = 0; i < processes; i++)
            servers.Add(await FeedProcess.Start(ProcessingRole.Name, connectionString, handler));
        foreach (var server in servers)
            await server.Read(ProcessingRole.Ready);

        var start = Stopwatch.GetTimestamp();
        await connection.ExecuteAsync("insert into event_work (event_id, org_id) select id, org_id from events; notify hivemind_stream");
        while (await connection.ExecuteScalarAsync<bool>("select exists (select from event_work)"))
            await Task.Delay(10);

        var took = Stopwatch.GetElapsedTime(start);
        foreach (var server in servers)
            await server.DisposeAsync();

        return Count / took.TotalSeconds;
    }

    /// <summary>Stored events that are not due yet.</summary>
    private static async Task Fill(NpgsqlConnection connection)
    {
        await connection.ExecuteAsync("truncate events, event_work, event_changes; create table if not exists bench_steps (event_id uuid not null); truncate bench_steps");
        for (var made = 0; made < Count; made += Slice)
        {
            await connection.ExecuteAsync(
                """
                insert into events (id, org_id, channel, event_type, received_at, raw_payload, created_at)
                select (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || substr(replace(gen_random_uuid()::text, '-', ''), 13))::uuid,
                    'bench', 'custom', 'custom.bench', now(), '{"number":1}', now()
                from generate_series(1, @count);
                truncate event_work
                """, new { count = Math.Min(Slice, Count - made) });
        }

        await connection.ExecuteAsync("analyze events");
    }

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
