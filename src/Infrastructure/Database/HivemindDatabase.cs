using System.Globalization;
using Hivemind.Infrastructure.Database.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Hivemind.Infrastructure.Database;

/// <summary>The database of a process: the given one after a check, or the embedded one, which is started or adopted and stopped with its last user.</summary>
public sealed class HivemindDatabase : IAsyncDisposable
{
    private readonly EmbeddedPostgres? _embedded;

    private HivemindDatabase(string connectionString, string directory, EmbeddedPostgres? embedded)
    {
        ConnectionString = connectionString;
        Directory = directory;
        _embedded = embedded;
    }

    public string ConnectionString { get; }

    public bool IsEmbedded => _embedded is not null;

    /// <summary>Holds admin.key and, when the database is embedded, its data.</summary>
    public string Directory { get; }

    /// <summary>Throws <see cref="StartupException"/> with what the operator can do.</summary>
    public static async Task<HivemindDatabase> Open(DatabaseOptions options, CancellationToken cancellationToken)
    {
        var directory = Path.GetFullPath(options.Directory ?? DatabaseDirectory.Default());
        try
        {
            if (!string.IsNullOrWhiteSpace(options.ConnectionString))
            {
                var given = Pooled(options.ConnectionString, options);
                await Check(given, cancellationToken);
                return new HivemindDatabase(given, directory, null);
            }

            var embedded = await EmbeddedPostgres.Start(
                new EmbeddedPostgresOptions { Binaries = PostgresBinaries.Find(options.PostgresBin), Directory = directory }, cancellationToken);
            return new HivemindDatabase(Pooled(embedded.ConnectionString, options), directory, embedded);
        }
        catch (Exception exception) when (exception is EmbeddedPostgresException or NpgsqlException or ArgumentException)
        {
            throw new StartupException(exception is NpgsqlException ? $"The database cannot be reached: {exception.Message}" : exception.Message, exception);
        }
    }

    /// <summary>Adds what brings the embedded database back when it dies; a given one is its operator's to restart.</summary>
    public void Keep(IServiceCollection services)
    {
        if (_embedded is not null)
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<EmbeddedKeeper>(provider, _embedded));
    }

    public async ValueTask DisposeAsync()
    {
        if (_embedded is not null)
            await _embedded.DisposeAsync();
    }

    private static string Pooled(string connectionString, DatabaseOptions options) =>
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = options.MaxPoolSize,
            ApplicationName = "hivemind",
            // Knowledge text is a parameter: it must not travel into an exception's text.
            IncludeErrorDetail = false,
        }.ConnectionString;

    private static async Task Check(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false"); // a restore must find nobody there
        await connection.OpenAsync(cancellationToken);

        var (server, vector) = await connection.FindOne<(string, string?)>(
            """
            select current_setting('server_version_num'),
                   coalesce((select extversion from pg_extension where extname = 'vector'),
                            (select default_version from pg_available_extensions where name = 'vector'))
            """, null, cancellationToken);

        DatabaseRequirements.Demand(int.Parse(server, CultureInfo.InvariantCulture), vector);
    }
}
