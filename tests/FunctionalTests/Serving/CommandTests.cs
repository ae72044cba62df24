using System.Text.Json;
using Hivemind.FunctionalTests.Database;
using Hivemind.FunctionalTests.Knowledge.Contributions;
using Hivemind.FunctionalTests.Live;

namespace Hivemind.FunctionalTests.Serving;

[Parallelizable(ParallelScope.All), Category("Slow"), CancelAfter(180_000)]
public sealed class CommandTests
{
    [Test]
    public async Task A_backup_is_restored_whole_and_streams_start_anew(CancellationToken token)
    {
        await using var from = new EmbeddedDirectory();
        await using var to = new EmbeddedDirectory();
        var file = Path.Combine("/tmp", $"hivemind-backup-{Path.GetRandomFileName()}");
        await using var first = await ServerProcess.Start(from.Path, token);
        var organisation = await Hive.NewOrganisation(first.Server);
        await using var feed = await Watcher.Open(organisation.Admin, "/api/v1/stream/feed", null, token);
        var item = await organisation.Admin.Publish();
        await feed.Next(token);

        (await HivemindProgram.Run(["backup", file], HivemindProgram.In(from.Path), token)).Well();
        Assert.That((await HivemindProgram.Run(["backup", file], HivemindProgram.In(from.Path), token)).Refusal(), Does.Contain("--force"));
        Assert.That((await HivemindProgram.Run(["restore", file, "--force"], HivemindProgram.In(from.Path), token)).Refusal(), Does.Contain("in use"));
        (await HivemindProgram.Run(["restore", file], HivemindProgram.In(to.Path), token)).Well();
        Assert.That((await HivemindProgram.Run(["restore", file], HivemindProgram.In(to.Path), token)).Refusal(), Does.Contain("not empty"));
        (await HivemindProgram.Run(["restore", file, "--force"], HivemindProgram.In(to.Path), token)).Well();
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));

        File.Delete(file);
        await using var second = await ServerProcess.Start(to.Path, token);
        await using var resumed = await Watcher.Open(organisation.Admin.At(second.Server), "/api/v1/stream/feed", feed.LastId, token);
        Assert.That((await resumed.Next(token)).Json.GetProperty("reason").GetString(), Is.EqualTo("epoch_changed"));
        Assert.That(await second.Server.Ask<Guid>("select id from knowledge_items"), Is.EqualTo(item));
        await organisation.Admin.At(second.Server).Publish();
    }

    [Test]
    public async Task A_damaged_backup_leaves_what_is_there(CancellationToken token)
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Hivemind"] = await TestApp.CloneDatabase() };
        var file = Path.Combine("/tmp", $"hivemind-backup-{Path.GetRandomFileName()}");
        (await HivemindProgram.Run(["backup", file], settings, token)).Well();
        await using (var stream = File.OpenWrite(file))
            stream.SetLength(stream.Length / 2);

        Assert.That((await HivemindProgram.Run(["restore", file, "--force"], settings, token)).Refusal(), Does.Contain("pg_restore"));
        File.Delete(file);
        (await HivemindProgram.Run(["migrate"], settings, token)).Well();
    }

    [Test]
    public async Task What_is_contributed_and_approved_is_found(CancellationToken token)
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Hivemind"] = await TestApp.CloneDatabase() };
        var text = "The glacier exporter drops its last batch unless the flush interval is set.";

        var offered = await HivemindProgram.Run(["contribute", "--org-id", "acme", "--category", "tooling", "--json"], settings, token, input: text);
        Assert.That(JsonDocument.Parse(offered.Well().Output).RootElement.GetProperty("status").GetString(), Is.EqualTo("queued"));
        var notes = Path.Combine("/tmp", $"hivemind-notes-{Path.GetRandomFileName()}");
        await File.WriteAllTextAsync(notes, JsonSerializer.Serialize(new { content = text }), token);
        (await HivemindProgram.Run(["import", notes, "--org-id", "acme", "--approve"], settings, token)).Well();
        File.Delete(notes);

        var found = await HivemindProgram.Run(["search", "glacier exporter flush", "--org-id", "acme"], settings, token);
        Assert.That(found.Well().Output, Does.Contain("The glacier exporter").And.Not.Match("\\x1b"));
        var elsewhere = await HivemindProgram.Run(["search", "glacier exporter flush", "--json"], settings, token);
        Assert.That(JsonDocument.Parse(elsewhere.Well().Output).RootElement.GetProperty("total_found").GetInt32(), Is.Zero);
    }

    [Test]
    public async Task The_epoch_of_the_live_log_is_renewed(CancellationToken token)
    {
        var settings = new Dictionary<string, string?> { ["ConnectionStrings:Hivemind"] = await TestApp.CloneDatabase() };

        var first = await HivemindProgram.Run(["stream", "reset"], settings, token);
        var second = await HivemindProgram.Run(["stream", "reset"], settings, token);

        Assert.That(second.Well().Output, Is.Not.EqualTo(first.Well().Output));
    }

    [TestCase("backup"), TestCase("restore"), TestCase("reembed"), TestCase("search"), TestCase("contribute"), TestCase("stream"), TestCase("demo")]
    public async Task Every_command_explains_itself(string command, CancellationToken token) =>
        Assert.That((await HivemindProgram.Run([command, "--help"], null, token)).Well().Output, Does.Contain("Usage:").And.Contain(command));
}
