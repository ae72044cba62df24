using Hivemind.FunctionalTests.Database;
using Hivemind.FunctionalTests.Serving;
using Hivemind.FunctionalTests.Webhooks.Inbound;

namespace Hivemind.FunctionalTests.Traffic.Events;

/// <summary>The server or its database dies while events and webhooks come in: what was answered is there, once, and what is sent again is known.</summary>
[Category("Slow"), CancelAfter(200_000)]
public sealed class IngestCrashTests
{
    private static readonly Dictionary<string, string?> Unlimited = new() { ["Limits:EventIngestPerMinute"] = "0", ["Limits:EventReadsPerMinute"] = "0" };

    [Test]
    public async Task After_kill_9_of_the_server_every_event_is_there_once(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var before = await ServerProcess.Start(directory.Path, token, Unlimited);
        var sending = await Begin(before);
        await sending.UntilMore(500);

        await before.Kill(token);
        await using var after = await ServerProcess.Start(directory.Path, token, Unlimited);
        sending.MoveTo(after.Server);
        await sending.UntilMore(500);

        await sending.End();
        await sending.Check();
    }

    [Test]
    public async Task After_kill_9_of_the_database_every_event_is_there_once(CancellationToken token)
    {
        await using var directory = new EmbeddedDirectory();
        await using var server = await ServerProcess.Start(directory.Path, token, Unlimited);
        var sending = await Begin(server);
        await sending.UntilMore(500);

        directory.Postmaster().Kill();
        await sending.UntilMore(500);

        await sending.End();
        await sending.Check();
    }

    private static async Task<IngestUnderCrash> Begin(ServerProcess server)
    {
        var organisation = await Hive.NewOrganisation(server.Server);
        var sending = new IngestUnderCrash(organisation, await Inbox.Source(organisation, "generic"));
        sending.Begin();
        return sending;
    }
}
