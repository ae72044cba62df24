using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Hivemind.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>A server in this process, without limits and logs, and an admin that calls it over HTTP.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private static readonly string[] NoLimits =
    [
        "--Limits:RequestsPerMinute=0", "--Limits:BurstCount=0", "--Limits:ContributionsPerMinuteEnterprise=0", "--Limits:SearchesPerMinuteEnterprise=0",
        "--Limits:EventReadsPerMinute=0", "--Limits:EventIngestPerMinute=0", "--Limits:InstancesPerMinute=0",
    ];

    private readonly WebApplication _app;

    private BenchServer(WebApplication app, HttpClient http, string orgId) => (_app, Http, OrgId) = (app, http, orgId);

    public HttpClient Http { get; }

    public string OrgId { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<BenchServer> Start(string connectionString, Action<IServiceCollection>? services = null)
    {
        var app = HivemindServer.Build(["--HIVEMIND_URLS=http://127.0.0.1:0", .. NoLimits], connectionString, builder =>
        {
            builder.Logging.ClearProviders();
            services?.Invoke(builder.Services);
        });
        await app.StartAsync();

        var orgId = $"bench-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        var http = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        http.DefaultRequestHeaders.Add("X-API-Key", await MakeKey(app.Services.GetRequiredService<NpgsqlDataSource>(), orgId));
        return new BenchServer(app, http, orgId);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<string> MakeKey(NpgsqlDataSource database, string orgId)
    {
        var key = "hm_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into organisations (id, name, created_at, updated_at) values (@orgId, @orgId, now(), now());
            insert into api_keys (id, org_id, agent_id, name, key_prefix, key_hash, tier, billing_period_start, created_by, created_at)
            values (@Id, @orgId, 'bench', 'bench', @Prefix, @Hash, 'enterprise', now(), 'bench', now());
            insert into agent_roles (org_id, agent_id, role, assigned_by, created_at) values (@orgId, 'bench', 'admin', 'bench', now())
            """,
            new
            {
                orgId,
                Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
                Prefix = key[..8],
                Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
            });
        return key;
    }
}
