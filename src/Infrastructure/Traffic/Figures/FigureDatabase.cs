using Npgsql;

namespace Hivemind.Infrastructure.Traffic.Figures;

/// <summary>
/// The connections of figures: those of everybody else, but with settings that suit their statements. These touch every partition
/// of events with every index, so that planning one took longer than running it.
/// </summary>
internal sealed class FigureDatabase(string connectionString) : IAsyncDisposable
{
    public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        // Planned once per connection, for windows of any length: what is counted from rows is always short, so the index is always right.
        Options = "-c jit=off -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1 -c enable_seqscan=off -c enable_bitmapscan=off",
        MaxAutoPrepare = 16,
        AutoPrepareMinUsages = 2,
        ApplicationName = "hivemind figures",
    });

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
