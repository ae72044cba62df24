using Dapper;
using Hivemind.Api;
using Hivemind.Application.Traffic.Processing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>A server that works off events, with a handler of the benchmark.</summary>
internal static class ProcessingRole
{
    public const string Name = "processing";
    public const string Ready = "ready";

    public static readonly IReadOnlyList<string> Handlers = ["none", "empty", "commit"];

    /// <summary>Runs until standard input ends.</summary>
    public static async Task Run(string connectionString, string handler)
    {
        await using var app = HivemindServer.Build(
            ["--HIVEMIND_URLS=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", "--Serilog:MinimumLevel:Default=Warning"], connectionString, builder =>
            {
                if (handler != "none")
                    builder.Services.AddSingleton<IEventHandler>(new Handler(NpgsqlDataSource.Create(connectionString), handler == "commit"));
            });
        await app.StartAsync();
        Console.WriteLine(Ready);
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private sealed class Handler(NpgsqlDataSource database, bool commits) : IEventHandler
    {
        public string Name => "bench";

        public bool Wants(string eventType) => eventType == "custom.bench";

        public async Task Handle(EventInHand e, CancellationToken cancellationToken)
        {
            if (!commits)
                return;

            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await connection.ExecuteAsync("insert into bench_steps (event_id) values (@Id)", new { e.Id });
        }
    }
}
