using System.Runtime.Versioning;
using Hivemind.Infrastructure.Database.Embedded;
using Npgsql;

namespace Hivemind.FunctionalTests.Database;

[Parallelizable(ParallelScope.All)]
public sealed class EmbeddedPostgresTests
{
    [Test]
    public async Task From_nothing_there_is_a_database_with_its_extensions()
    {
        await using var directory = new EmbeddedDirectory();

        await using var database = await directory.Start();

        Assert.That(database.Adopted, Is.False);
        Assert.That(await EmbeddedDirectory.Query<string>(database, "select current_database()::text"), Is.EqualTo("hivemind"));
        Assert.That(await EmbeddedDirectory.Query<double>(database, "select '[1,2]'::vector <=> '[1,2]'::vector"), Is.Zero);
        Assert.That(await EmbeddedDirectory.Query<float>(database, "select similarity('swarm', 'swarm')"), Is.EqualTo(1));
    }

    [Test]
    public async Task Letters_beyond_ascii_have_cases_too()
    {
        await using var directory = new EmbeddedDirectory();
        await using var database = await directory.Start();

        Assert.That(await EmbeddedDirectory.Query<string>(database, "select lower('ÀÉ')"), Is.EqualTo("àé"));
    }

    [Test]
    public async Task What_is_stored_survives_a_stop()
    {
        await using var directory = new EmbeddedDirectory();
        await using (var first = await directory.Start())
            await EmbeddedDirectory.Query<long>(first, "create table kept as select 42::bigint as answer; select answer from kept");

        await using var second = await directory.Start();

        Assert.That(await EmbeddedDirectory.Query<long>(second, "select answer from kept"), Is.EqualTo(42));
    }

    [Test]
    public async Task The_server_is_down_when_its_user_has_left()
    {
        await using var directory = new EmbeddedDirectory();

        await using (await directory.Start())
            Assert.That(directory.PostmasterFile, Does.Exist);

        Assert.That(directory.PostmasterFile, Does.Not.Exist);
    }

    [Test]
    public async Task Of_four_that_start_at_once_one_starts_and_three_adopt()
    {
        await using var directory = new EmbeddedDirectory();

        var databases = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => directory.Start()));

        Assert.That(databases.Count(database => database.Adopted), Is.EqualTo(3));
        foreach (var database in databases)
            await database.DisposeAsync();
        Assert.That(directory.PostmasterFile, Does.Not.Exist);
    }

    [Test, UnsupportedOSPlatform("windows")]
    public async Task Only_its_owner_may_look_into_the_directory()
    {
        await using var directory = new EmbeddedDirectory();
        await using var database = await directory.Start();

        Assert.That(
            File.GetUnixFileMode(directory.Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Test]
    public async Task What_people_wrote_never_reaches_the_log()
    {
        await using var directory = new EmbeddedDirectory();
        await using var database = await directory.Start();
        await EmbeddedDirectory.Query<bool>(database, "create table notes (body text unique); select true");

        var failures = new[]
        {
            "insert into notes values ('secret'), ('secret')", // the detail names the value
            "select 'secret'::int", // the message names it
            "select pg_sleep(0) from secret", // the statement
        };
        foreach (var sql in failures)
            Assert.That(async () => await EmbeddedDirectory.Query<object>(database, sql), Throws.InstanceOf<PostgresException>());
        await database.DisposeAsync();

        Assert.That(await File.ReadAllTextAsync(directory.Log), Does.Contain("shut down").And.Not.Contain("secret"));
    }

    [Test]
    public async Task Data_of_another_major_version_are_refused()
    {
        await using var directory = new EmbeddedDirectory();
        await using (await directory.Start())
        {
        }

        await File.WriteAllTextAsync(Path.Combine(directory.Data, "PG_VERSION"), "9\n");

        Assert.That(directory.Start, Throws.InstanceOf<EmbeddedPostgresException>().With.Message.Contains("was made by PostgreSQL 9"));
    }

    [Test]
    public void A_path_too_long_for_a_socket_is_refused()
    {
        var options = new EmbeddedPostgresOptions { Binaries = PostgresBinaries.Find(null), Directory = $"/tmp/{new string('x', 100)}" };

        Assert.That(
            () => EmbeddedPostgres.Start(options, CancellationToken.None),
            Throws.InstanceOf<EmbeddedPostgresException>().With.Message.Contains("too long"));
    }

    [Test]
    public void A_directory_the_server_cannot_reach_is_refused()
    {
        Assume.That(Environment.IsPrivilegedProcess, "only root hands the server to another user");
        var closed = Directory.CreateTempSubdirectory("hivemind-closed-").FullName; // open to root alone
        var options = new EmbeddedPostgresOptions { Binaries = PostgresBinaries.Find(null), Directory = $"{closed}/database" };

        Assert.That(
            () => EmbeddedPostgres.Start(options, CancellationToken.None),
            Throws.InstanceOf<EmbeddedPostgresException>().With.Message.Contains("cannot write to"));
        Directory.Delete(closed, recursive: true);
    }
}
