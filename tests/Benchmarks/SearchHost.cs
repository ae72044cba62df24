using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Hivemind.Api;
using Hivemind.Application.Embeddings;
using Hivemind.FunctionalTests.Knowledge;
using Hivemind.Infrastructure.Embeddings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Benchmarks;

/// <summary>A real server over a new database that goes away with it.</summary>
internal sealed class SearchHost : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _database;
    private WebApplication? _app;

    private SearchHost(string server, string database) => (_server, _database) = (server, database);

    public HttpClient Http { get; private set; } = new();

    public IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException("The server is not started.");

    public NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    /// <param name="server">Any database of the server on which to make the new one.</param>
    /// <param name="wrap">Stands between the server and its embedder.</param>
    public static async Task<SearchHost> Start(string server, string database, Func<IEmbedder, IEmbedder>? wrap = null)
    {
        var host = new SearchHost(server, database);
        await Execute(server, $"drop database if exists {database} with (force)");
        await Execute(server, $"create database {database}");
        var connectionString = new NpgsqlConnectionStringBuilder(server) { Database = database, CommandTimeout = 1200 }.ConnectionString;

        var embedder = (wrap ?? (plain => plain))(Embedder.Value);
        host._app = HivemindServer.Build(["--HIVEMIND_URLS=http://127.0.0.1:0", "--Limits:RequestsPerMinute=0", "--Limits:SearchesPerMinuteEnterprise=0"], connectionString, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.Replace(ServiceDescriptor.Singleton(embedder));
        });
        await host._app.Services.PrepareDatabase(CancellationToken.None);
        await host._app.StartAsync();
        host.Http = new HttpClient { BaseAddress = new Uri(host._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        return host;
    }

    /// <summary>The built-in model without its cache, loaded once.</summary>
    public static Lazy<IEmbedder> Embedder { get; } = new(() =>
    {
        var services = new ServiceCollection().AddLogging().AddEmbeddings();
        services.AddOptions<EmbeddingOptions>();
        return services.BuildServiceProvider().GetRequiredService<IEmbedder>();
    });

    public async Task AddOrganisation(string id)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await connection.ExecuteAsync("insert into organisations (id, name, created_at, updated_at) values (@id, @id, now(), now()) on conflict do nothing", new { id });
    }

    /// <summary>A credential of an admin agent of the organisation.</summary>
    public async Task<AuthenticationHeaderValue> Key(string orgId)
    {
        var key = $"hm_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20))}";
        await using var connection = await Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into api_keys (id, org_id, agent_id, name, key_prefix, key_hash, tier, billing_period_start, created_by, created_at)
            values (@Id, @orgId, 'bench', 'bench', @Prefix, @Hash, 'enterprise', now(), 'bench', now());
            insert into agent_roles (org_id, agent_id, role, assigned_by, created_at) values (@orgId, 'bench', 'admin', 'bench', now()) on conflict do nothing
            """,
            new { Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), orgId, Prefix = key[..8], Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) });
        return new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Loads items as fast as can be: the vector indexes are made afterwards.</summary>
    public async Task Load(IEnumerable<KnowledgeRow> rows)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await connection.ExecuteAsync("drop index knowledge_embeddings_public, knowledge_embeddings_private", commandTimeout: 600);
        await KnowledgeRows.Insert(Database, rows);
        await connection.ExecuteAsync(
            """
            set maintenance_work_mem = '512MB';
            set max_parallel_maintenance_workers = 0;
            create index knowledge_embeddings_public on knowledge_embeddings using hnsw (embedding vector_cosine_ops)
                with (m = 16, ef_construction = 64) where is_public and is_live;
            create index knowledge_embeddings_private on knowledge_embeddings using hnsw (embedding vector_cosine_ops)
                with (m = 16, ef_construction = 64) where is_live and not is_public;
            """, commandTimeout: 1200);
        await Settle();
    }

    /// <summary>Lets the database finish what it would do in a quiet minute.</summary>
    public async Task Settle()
    {
        await using var scope = Services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<MediatR.IMediator>();
        while (await mediator.Send(new Application.Knowledge.Search.FoldSearchStatistics()))
        {
        }

        await using var connection = await Database.OpenConnectionAsync();
        foreach (var table in new[] { "knowledge_items", "knowledge_embeddings", "token_signatures", "search_postings", "search_lexemes", "search_lexeme_changes" })
            await connection.ExecuteAsync($"vacuum analyze {table};", commandTimeout: 1200);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();

        NpgsqlConnection.ClearAllPools();
        await Execute(_server, $"drop database if exists {_database} with (force)");
    }

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.ExecuteAsync(sql);
    }
}
