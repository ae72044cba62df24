using Hivemind.Infrastructure.Database.Embedded;
using Npgsql;

namespace Hivemind.FunctionalTests.Database;

/// <summary>A primary of its own and a streaming replica of it, both gone when disposed.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly string _binaries = PostgresBinaries.Find(null);
    private readonly string _root = Path.Combine("/tmp", $"hivemind-replica-{Path.GetRandomFileName()}");
    private EmbeddedPostgres? _primary;
    private ServerUser? _user;

    public string Primary => _primary?.ConnectionString ?? "";

    public string Standby => new NpgsqlConnectionStringBuilder(Primary) { Host = Home }.ConnectionString;

    private string Home => Path.Combine(_root, "standby");

    private string Data => Path.Combine(Home, "data");

    /// <param name="prepare">Fills the primary before it is copied.</param>
    public static async Task<Replica> Start(Func<string, Task> prepare, CancellationToken cancellationToken)
    {
        var replica = new Replica();
        var home = Path.Combine(replica._root, "primary");
        Directory.CreateDirectory(home);
        replica._primary = await EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions { Binaries = replica._binaries, Directory = home, Fast = true }, cancellationToken);
        await prepare(replica.Primary);

        replica._user = await ServerUser.For(Path.Combine(home, "data"), cancellationToken);
        Directory.CreateDirectory(replica.Home);
        await replica._user.Own(replica.Home, cancellationToken);
        await replica.Demand("pg_basebackup", "-h", home, "-U", "hivemind", "-D", replica.Data, "-R", "-X", "stream", "-c", "fast");
        await replica.Resume();
        return replica;
    }

    public Task Resume() => Demand(
        "pg_ctl", "-D", Data, "-w", "-s", "-l", Path.Combine(Home, "log"), "-o", ServerSettings.AsArguments(Home, fast: true), "start");

    public Task Kill() => Demand("pg_ctl", "-D", Data, "-w", "-s", "-m", "immediate", "stop");

    /// <summary>The replica goes on receiving but shows nothing new.</summary>
    public Task Pause() => Ask("select pg_wal_replay_pause()");

    /// <summary>How many statements that tell of the commons the replica has answered so far.</summary>
    public async Task<long> Rows()
    {
        await using var connection = new NpgsqlConnection($"{Standby};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select coalesce(sum(idx_scan + seq_scan), 0)::bigint from pg_stat_user_tables where relname = 'knowledge_items'", connection);
        return (long)(await command.ExecuteScalarAsync() ?? 0L);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_user is not null)
            await Command.Run(_user.Run(Path.Combine(_binaries, "pg_ctl"), "-D", Data, "-w", "-s", "-m", "immediate", "stop"), CancellationToken.None);

        if (_primary is not null)
            await _primary.DisposeAsync();

        Directory.Delete(_root, recursive: true);
    }

    private async Task Ask(string sql)
    {
        await using var connection = new NpgsqlConnection($"{Standby};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private Task<string> Demand(string program, params string[] words) =>
        Command.Demand(_user?.Run([Path.Combine(_binaries, program), .. words]) ?? [], CancellationToken.None);
}
