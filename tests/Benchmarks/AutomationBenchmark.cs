using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Hivemind.Infrastructure.Traffic.Automations.Engine;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>Executions per second from the queue to the log, by action, by servers and by how many instances share them.</summary>
internal static class AutomationBenchmark
{
    private const int Executions = 4_000;
    private const int Rounds = 3;

    private static readonly (string Name, object Action)[] Actions =
    [
        ("log", new { type = "log", config = new { message = "seen {{payload.n}}" } }),
        ("emit_event", new { type = "emit_event", config = new { eventType = "custom.bench.out", payloadTemplate = new { n = "{{payload.n}}" } } }),
    ];

    public static async Task<BenchTable> Run(BenchContext context)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var (name, action) in Actions)
        {
            foreach (var (servers, instances) in new[] { (1, 1), (1, 50), (2, 50) })
            {
                await context.Progress.WriteLineAsync($"automations: {name}, {servers} servers, {instances} instances");
                var rates = new List<double>();
                for (var round = 0; round < Rounds; round++)
                    rates.Add(await Measure(context, action, servers, instances));

                rates.Sort();
                rows.Add([name, Text(servers), Text(instances), rates[Rounds / 2].ToString("0", CultureInfo.InvariantCulture)]);
            }
        }

        return new BenchTable(
            "automations",
            ["action", "servers", "instances", "executions/s"],
            rows,
            [
                $"{Executions} executions of one action each, put into the queue at once; the time ends when all are in the log. Medians of {Rounds} rounds.",
                "An instance runs five executions at once over all servers, so one instance alone is bound by that.",
                "The servers share this program and one database on this machine.",
            ]);
    }

    private static async Task<double> Measure(BenchContext context, object action, int count, int instances)
    {
        var servers = new List<BenchServer>();
        try
        {
            for (var i = 0; i < count; i++)
                servers.Add(await BenchServer.Start(context.ConnectionString));

            var server = servers[0];
            var automation = await Create(server, action);
            var database = server.Services.GetRequiredService<NpgsqlDataSource>();
            var start = Stopwatch.GetTimestamp();
            await Fill(database, server.OrgId, automation, instances);
            foreach (var one in servers)
                one.Services.GetRequiredService<AutomationBell>().Ring();

            await Ended(database, automation);
            return Executions / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            foreach (var server in servers)
                await server.DisposeAsync();
        }
    }

    private static async Task<Guid> Create(BenchServer server, object action)
    {
        var body = JsonSerializer.Serialize(new { name = "bench", triggerEventType = "custom.bench", actions = new[] { action } });
        var answer = await server.Http.PostAsync("/api/v1/automations", new StringContent(body, null, "application/json"));
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task Fill(NpgsqlDataSource database, string orgId, Guid automation, int instances)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into automation_executions (id, org_id, automation_id, event_id, queue, priority, trigger, queued_at)
            select gen_random_uuid(), @orgId, @automation, gen_random_uuid(), 'instance-' || n % @instances, 0,
                json_build_object('event_type', 'custom.bench', 'payload', json_build_object('n', n)), now()
            from generate_series(1, @Executions) as n
            """, new { orgId, automation, instances, Executions });
    }

    private static async Task Ended(NpgsqlDataSource database, Guid automation)
    {
        await using var connection = await database.OpenConnectionAsync();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await connection.ExecuteScalarAsync<bool>("select exists (select 1 from automation_executions where automation_id = @automation)", new { automation }))
            await timer.WaitForNextTickAsync();
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
