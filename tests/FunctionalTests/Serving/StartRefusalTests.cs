using System.Net;
using System.Net.Sockets;
using Dapper;
using Hivemind.FunctionalTests.Database;
using Npgsql;

namespace Hivemind.FunctionalTests.Serving;

/// <summary>When a server cannot start, one line says why and what to do.</summary>
[Parallelizable(ParallelScope.All), Category("Slow"), CancelAfter(120_000)]
public sealed class StartRefusalTests
{
    [Test]
    public async Task A_port_that_is_taken(CancellationToken token)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://{other.LocalEndpoint}";
        await using var directory = new EmbeddedDirectory();

        var refusal = (await Serve(new() { ["HIVEMIND_URLS"] = address, ["Database:Directory"] = directory.Path }, token)).Refusal();

        Assert.That(refusal, Does.Contain(address).And.Contain("HIVEMIND_URLS"));
        Assert.That(directory.PostmasterFile, Does.Not.Exist);
    }

    [Test]
    public async Task A_directory_that_cannot_be_made(CancellationToken token) => Assert.That(
        (await Serve(new() { ["Database:Directory"] = "/proc/hivemind" }, token)).Refusal(), Does.Contain("/proc/hivemind cannot be used"));

    [Test]
    public async Task A_given_database_that_does_not_answer(CancellationToken token) => Assert.That(
        (await Serve(Given("Host=127.0.0.1;Port=1;Username=hivemind;Database=hivemind;Timeout=5"), token)).Refusal(),
        Does.Contain("The database cannot be reached"));

    [Test]
    public async Task A_connection_string_that_is_none(CancellationToken token) =>
        Assert.That((await Serve(Given("nonsense"), token)).Refusal(), Is.Not.Empty);

    [TestCase("Search:DefaultLimit", "99", "DefaultLimit")]
    [TestCase("Search:DefaultLimit", "many", "Search:DefaultLimit")]
    [TestCase("Embedding:Provider", "nobody", "Provider")]
    [TestCase("Llm:ApiKey", "key", "Llm:Model")]
    [TestCase("Webhooks:AllowedNetworks", "nowhere", "Webhooks:AllowedNetworks")]
    [TestCase("HIVEMIND_URLS", "nonsense", "HIVEMIND_URLS")]
    public async Task A_setting_that_is_not_valid(string name, string value, string named, CancellationToken token) => Assert.That(
        (await Serve(new(Given(await TestApp.CloneDatabase())) { [name] = value }, token)).Refusal(), Does.Contain(named));

    [Test]
    public async Task Vectors_of_another_model(CancellationToken token)
    {
        var settings = Given(await TestApp.CloneDatabase());
        settings["Embedding:Provider"] = "openai";
        settings["Embedding:BaseUrl"] = "http://127.0.0.1:1/v1";
        settings["Embedding:Model"] = "other-model";
        settings["Embedding:Dimension"] = "8";

        Assert.That(
            (await Serve(settings, token)).Refusal(),
            Does.Contain(TestApp.Embedder.Model.Name).And.Contain("other-model").And.Contain("hivemind reembed"));
    }

    [Test]
    public async Task A_role_that_may_not_make_the_schema(CancellationToken token)
    {
        var role = $"plain_{Guid.CreateVersion7():N}";
        var bare = new NpgsqlConnectionStringBuilder(await TestDatabase.New());
        await using (var owner = new NpgsqlConnection($"{bare.ConnectionString};Pooling=false"))
            await owner.ExecuteAsync($"drop extension vector; drop extension pg_trgm; create role {role} login");

        bare.Username = role;
        var refusal = (await Serve(Given(bare.ConnectionString), token)).Refusal();

        Assert.That(refusal, Does.Contain("may not make the schema").And.Contain("create extension vector"));
    }

    [Test]
    public async Task A_schema_newer_than_the_build_is_left_alone(CancellationToken token)
    {
        var database = await TestApp.CloneDatabase();
        await using var connection = new NpgsqlConnection(database);
        await connection.ExecuteAsync("insert into schema_migrations (name, checksum) values ('9999_later', 'unknown')");

        (await HivemindProgram.Run(["migrate"], Given(database), token)).Well();

        Assert.That(await connection.ExecuteScalarAsync<long>("select count(*) from schema_migrations where name = '9999_later'"), Is.EqualTo(1));
    }

    private static Dictionary<string, string?> Given(string connectionString) => new() { ["ConnectionStrings:Hivemind"] = connectionString };

    private static Task<Ended> Serve(Dictionary<string, string?> settings, CancellationToken token) => HivemindProgram.Run(["serve"], settings, token);
}
