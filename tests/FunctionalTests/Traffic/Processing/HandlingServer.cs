using System.Text.Json;
using Dapper;
using Hivemind.Api;
using Hivemind.Application.Traffic.Processing;
using Hivemind.FunctionalTests.Serving;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Hivemind.FunctionalTests.Traffic.Processing;

/// <summary>A server in a process of its own, whose one handler writes down every step it takes: so a test can kill it and count.</summary>
internal static class HandlingServer
{
    public const string Role = "handle";
    public const string Handler = "steps";

    /// <summary>This assembly as a program.</summary>
    public static async Task Run(string connectionString)
    {
        string[] settings = ["--HIVEMIND_URLS=http://127.0.0.1:0", "--Limits:RequestsPerMinute=0", "--Logging:LogLevel:Default=Warning"];
        await using var app = HivemindServer.Build(settings, connectionString, builder =>
            builder.Services.AddSingleton<IEventHandler>(new StepHandler(connectionString)));
        await app.Services.PrepareDatabase(CancellationToken.None);
        await app.StartAsync();
        Console.WriteLine($"{ServerProcess.Up}{app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}");
        await app.WaitForShutdownAsync();
    }

    /// <summary>Makes the table of steps. A handler fails while the table of repairs is empty and the payload says bad.</summary>
    public static async Task Prepare(string connectionString)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.ExecuteAsync(
            """
            create table if not exists test_steps (id bigint generated always as identity primary key, event_id uuid not null);
            create table if not exists test_repairs (done boolean not null)
            """);
    }

    /// <summary>Records events for the handler.</summary>
    public static async Task Events(TestServer server, Organisation organisation, int count, bool bad = false)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into events (id, org_id, channel, event_type, received_at, raw_payload, created_at)
            select gen_random_uuid(), @Id, 'custom', 'custom.step', now() - number * interval '1 millisecond', @Payload::json, now()
            from generate_series(1, @count) as number
            """, new { organisation.Id, count, Payload = JsonSerializer.Serialize(new { bad }) });
    }

    private sealed class StepHandler(string connectionString) : IEventHandler
    {
        private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create($"{connectionString};Maximum Pool Size=20");

        public string Name => Handler;

        public bool Wants(string eventType) => eventType.StartsWith("custom.", StringComparison.Ordinal);

        public async Task Handle(EventInHand e, CancellationToken cancellationToken)
        {
            await using var connection = await _database.OpenConnectionAsync(cancellationToken);
            await connection.ExecuteAsync("insert into test_steps (event_id) values (@Id)", new { e.Id });
            await Task.Delay(20, cancellationToken);
            if (e.RawPayload?.GetProperty("bad").GetBoolean() == true && !await connection.ExecuteScalarAsync<bool>("select exists (select from test_repairs)"))
                throw new InvalidOperationException("It is not repaired yet.");
        }
    }
}
