using Hivemind.Infrastructure.Database.Embedded;
using Npgsql;

namespace Hivemind.Infrastructure.Database;

/// <summary>The whole database as one file, by PostgreSQL's own programs.</summary>
public sealed class DatabaseDump(string connectionString, DatabaseOptions options)
{
    private const string Fresh = "drop schema public cascade; create schema public";

    public async Task Write(string path, CancellationToken cancellationToken)
    {
        var unfinished = $"{path}.unfinished";
        try
        {
            MakePrivate(unfinished);
            await Run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", $"--file={unfinished}", $"--dbname={Address()}"], cancellationToken);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{path} cannot be written: {exception.Message}", exception);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>All of the file or nothing, in one transaction. Refuses a database that is in use, or, unless forced, not empty.</summary>
    public async Task Read(string path, bool force, CancellationToken cancellationToken)
    {
        await DemandQuiet(force, cancellationToken);

        // The script comes first: if a damaged file ended it early, a pipe would have restored half of it.
        var script = Path.Combine(Path.GetTempPath(), $"hivemind-restore-{Path.GetRandomFileName()}");
        try
        {
            MakePrivate(script);
            await Run(["pg_restore", "--no-owner", "--no-privileges", $"--file={script}", path], cancellationToken);
            await Run(
                ["psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null", $"--command={Fresh}", $"--file={script}", $"--dbname={Address()}"],
                cancellationToken);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private async Task DemandQuiet(bool force, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync(cancellationToken);
        var users = await connection.FindOne<int>(
            """
            select count(*)::int
            from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and application_name like 'hivemind%'
            """, null, cancellationToken);
        if (users > 0)
            throw new StartupException("The database is in use. Stop the servers first.");

        if (!force && await connection.FindOne<bool>("select to_regclass('public.schema_migrations') is not null", null, cancellationToken))
            throw new StartupException("The database is not empty. Give --force to replace everything that is in it.");
    }

    private async Task Run(string[] words, CancellationToken cancellationToken)
    {
        var program = Find(words[0]);
        var password = new NpgsqlConnectionStringBuilder(connectionString).Password;
        var result = await Command.Run([program, .. words.Skip(1)], cancellationToken, ("PGPASSWORD", password));
        if (result.ExitCode != 0)
            throw new StartupException($"{words[0]} ended with {result.ExitCode}: {result.Error.Trim()}");
    }

    private string Find(string program)
    {
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        try
        {
            directories = [PostgresBinaries.Find(options.PostgresBin), .. directories];
        }
        catch (EmbeddedPostgresException)
        {
            // With a given database no server need be installed here; the client programs may.
        }

        return directories.Select(directory => Path.Combine(directory, program)).FirstOrDefault(File.Exists)
            ?? throw new StartupException($"{program} was not found. Install PostgreSQL's client programs, or set Database:PostgresBin.");
    }

    /// <summary>The database as libpq names it.</summary>
    private string Address()
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        (string Name, string? Value)[] words =
        [
            ("host", given.Host), ("port", $"{given.Port}"), ("dbname", given.Database), ("user", given.Username),
            ("sslmode", given.SslMode switch
            {
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                var mode => mode.ToString().ToLowerInvariant(),
            }),
            ("sslrootcert", given.RootCertificate),
        ];

        return string.Join(' ', words
            .Where(word => !string.IsNullOrEmpty(word.Value))
            .Select(word => $"{word.Name}='{word.Value?.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'"));
    }

    private static void MakePrivate(string path)
    {
        var file = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        new FileStream(path, file).Dispose();
    }
}
