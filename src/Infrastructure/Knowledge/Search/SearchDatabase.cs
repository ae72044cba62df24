using Hivemind.Infrastructure.Database;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Hivemind.Infrastructure.Knowledge.Search;

/// <summary>
/// The connections of searches: those of everybody else, but with settings that suit this one statement. They come with the
/// connection, because a pooled connection forgets what was set on it later.
/// </summary>
internal sealed class SearchDatabase : IAsyncDisposable
{
    // Just-in-time compilation costs more than it saves here, a plan for unknown values loses the indexes, postings lie in memory;
    // a deeper walk through the vector index finds what a filter would hide.
    private const string Settings =
        "-c jit=off -c plan_cache_mode=force_custom_plan -c random_page_cost=1.1 -c hnsw.ef_search=100 -c hnsw.iterative_scan=relaxed_order -c hnsw.max_scan_tuples=40000 -c hnsw.scan_mem_multiplier=4";

    private readonly NpgsqlDataSource _primary;
    private readonly NpgsqlDataSource? _replicas;

    public SearchDatabase(string connectionString, ReplicaSources replicas, TimeProvider time, ILogger<ReadDatabase> logger)
    {
        _primary = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            Options = Settings,
            MaxAutoPrepare = 8,
            ApplicationName = "hivemind search",
        });
        _replicas = replicas.Source(Settings);
        Source = new ReadDatabase(_primary, _replicas, time, logger);
    }

    public ReadDatabase Source { get; }

    public async ValueTask DisposeAsync()
    {
        await _primary.DisposeAsync();
        if (_replicas is not null)
            await _replicas.DisposeAsync();
    }
}
