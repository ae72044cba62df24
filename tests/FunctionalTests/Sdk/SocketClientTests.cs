using Hivemind.FunctionalTests.Live;

namespace Hivemind.FunctionalTests.Sdk;

/// <summary>Both socket clients lose nothing and repeat nothing over a line that breaks, whatever channels they follow.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SocketClientTests
{
    [TestCase("C#"), TestCase("TypeScript"), CancelAfter(120_000)]
    public async Task Every_channel_resumes_after_a_break_where_it_stopped(string language, CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();
        var run = await LiveRun.Start(organisation);
        await run.Output(1, "stored");
        await using var line = new FlakyLine(organisation.Server.Address);
        await using var follower = await Start(language, line.Address, organisation.Admin.Credential, ["knowledge", run.Channel, "task:none"], token);
        await follower.Heard("refused VALIDATION_ERROR", token);
        await follower.Heard("message task_output stored", token);
        await follower.Heard("subscribed knowledge", token);

        line.Cut();
        await LiveRows.Write(organisation.Server, organisation.Id, false, "first");
        await run.Output(2, "two");
        line.Mend();
        await follower.Heard("message private first", token);
        await follower.Heard("message task_output two", token);
        line.Cut();
        await run.Output(3, "three");
        await LiveRows.Write(organisation.Server, organisation.Id, false, "second");
        line.Mend();
        await follower.Heard("message task_output three", token);
        await follower.Heard("message private second", token);
        await run.Finish();
        await follower.Heard("message task_status completed", token);

        Assert.That(follower.All.Where(one => one.StartsWith("message private", StringComparison.Ordinal)), Is.EqualTo(new[] { "message private first", "message private second" }));
        Assert.That(
            follower.All.Where(one => one.StartsWith("message task_", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "message task_output stored", "message task_output two", "message task_output three", "message task_status completed" }));
        Assert.That(follower.All, Does.Contain("gap True").IgnoreCase);
    }

    [TestCase("C#"), TestCase("TypeScript"), CancelAfter(120_000)]
    public async Task A_credential_that_is_none_ends_it(string language, CancellationToken token)
    {
        var organisation = await Hive.NewOrganisation();

        await using var follower = await Start(language, organisation.Server.Address, "hm_nobody", ["knowledge"], token);

        await follower.Heard("failed 4001", token);
    }

    private static Task<Follower> Start(string language, Uri address, string token, string[] channels, CancellationToken cancellationToken) =>
        language == "C#" ? Task.FromResult<Follower>(new SocketFollower(address, token, channels)) : TypeScriptFollower.Listen(address, token, channels, cancellationToken);
}
