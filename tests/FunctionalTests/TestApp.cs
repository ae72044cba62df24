using Hivemind.Application.Embeddings;
using Hivemind.Infrastructure.Database;
using Hivemind.Infrastructure.Embeddings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Hivemind.FunctionalTests;

/// <summary>The server and the database that tests share; each test brings its own organisations.</summary>
internal static class TestApp
{
    private static readonly Lazy<Task<string>> SharedConnection = new(CloneDatabase);
    private static readonly Lazy<Task<TestServer>> SharedServer = new(() => TestServer.Start());
    private static readonly Lazy<IEmbedder> SharedEmbedder = new(LoadEmbedder);

    static TestApp() => TestDatabase.Migrate = Prepare;

    /// <summary>The settings of every test server: the general limits are off, as tests run as fast as they can.</summary>
    public static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Limits:RequestsPerMinute"] = "0",
        ["Limits:EventReadsPerMinute"] = "0",
        ["Limits:EventIngestPerMinute"] = "0",
        ["Limits:InstancesPerMinute"] = "0",
    };

    /// <summary>The built-in model, loaded once for all servers.</summary>
    public static IEmbedder Embedder => SharedEmbedder.Value;

    public static Task<TestServer> Server => SharedServer.Value;

    public static Task<string> SharedDatabase() => SharedConnection.Value;

    /// <summary>A migrated database of its own, for tests that count over the whole deployment.</summary>
    public static async Task<string> CloneDatabase() =>
        new NpgsqlConnectionStringBuilder(await TestDatabase.Clone()) { MaxPoolSize = 40, IncludeErrorDetail = true }.ConnectionString;

    public static async Task Stop()
    {
        if (SharedServer.IsValueCreated)
            await (await SharedServer.Value).DisposeAsync();
    }

    /// <summary>Makes the schema in an empty database.</summary>
    public static async Task Prepare(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await new Migrator(database, NullLogger<Migrator>.Instance).Migrate(Embedder.Model.Dimension, CancellationToken.None);
        await new ModelPins(database).Check(Embedder.Model, CancellationToken.None);
    }

    private static IEmbedder LoadEmbedder()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddOptions<EmbeddingOptions>();
        services.AddSingleton(TimeProvider.System);
        services.AddEmbeddings();
        return services.BuildServiceProvider().GetRequiredService<IEmbedder>();
    }
}
