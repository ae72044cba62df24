using Microsoft.Extensions.Options;
using Npgsql;

namespace Hivemind.Infrastructure.Database;

/// <summary>The connections to the replicas, where there are any.</summary>
internal sealed class ReplicaSources : IAsyncDisposable
{
    private readonly DatabaseOptions _options;

    public ReplicaSources(IOptions<DatabaseOptions> options)
    {
        _options = options.Value;
        Shared = Source("");
    }

    /// <summary>For everybody; null without replicas.</summary>
    public NpgsqlDataSource? Shared { get; }

    /// <summary>A source with settings of its own, which whoever asks for it disposes of; null without replicas.</summary>
    public NpgsqlDataSource? Source(string settings)
    {
        if (string.IsNullOrWhiteSpace(_options.ReplicaConnectionString))
            return null;

        var given = new NpgsqlConnectionStringBuilder(_options.ReplicaConnectionString)
        {
            MaxPoolSize = _options.MaxPoolSize,
            ApplicationName = "hivemind replica",
            IncludeErrorDetail = false,
        };
        if (settings.Length > 0)
            given.Options = settings;

        return new NpgsqlDataSourceBuilder(given.ConnectionString).BuildMultiHost().WithTargetSession(TargetSessionAttributes.PreferStandby);
    }

    public async ValueTask DisposeAsync()
    {
        if (Shared is not null)
            await Shared.DisposeAsync();
    }
}
