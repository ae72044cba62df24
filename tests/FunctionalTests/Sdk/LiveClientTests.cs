using System.Net;
using Hivemind.Application.Common;

namespace Hivemind.FunctionalTests.Sdk;

/// <summary>Both live clients lose nothing and repeat nothing over a line that breaks, and say so.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LiveClientTests
{
    [TestCase("C#"), TestCase("TypeScript"), CancelAfter(120_000)]
    public async Task What_happens_during_a_break_arrives_after_it_once_and_in_order(string language, CancellationToken cancellationToken)
    {
        var organisation = await Hive.NewOrganisation();
        await using var line = new FlakyLine(organisation.Server.Address);
        await using var follower = await Start(language, line.Address, organisation.Admin.Credential, null, cancellationToken);
        await follower.Heard("state live", cancellationToken);

        line.Cut(); // before any message has come
        await Publish(organisation, "First");
        line.Mend();
        await follower.Heard("message private First", cancellationToken);
        line.Cut();
        await Publish(organisation, "Second");
        await Publish(organisation, "Third");
        line.Mend();
        await follower.Heard("message private Third", cancellationToken);
        await Publish(organisation, "Fourth");
        await follower.Heard("message private Fourth", cancellationToken);

        var told = follower.All;
        Assert.That(
            told.Where(one => one.StartsWith("message", StringComparison.Ordinal)),
            Is.EqualTo(["message private First", "message private Second", "message private Third", "message private Fourth"]));
        Assert.That(told, Does.Contain("gap True").IgnoreCase);
        Assert.That(told, Has.None.StartsWith("reset"));
    }

    [TestCase("C#"), TestCase("TypeScript"), CancelAfter(120_000)]
    public async Task A_position_that_is_none_is_told_as_a_reset(string language, CancellationToken cancellationToken)
    {
        var organisation = await Hive.NewOrganisation();

        await using var follower = await Start(language, organisation.Server.Address, organisation.Admin.Credential, "nonsense", cancellationToken);

        await follower.Heard("reset invalid", cancellationToken);
        await Publish(organisation, "After");
        await follower.Heard("message private After", cancellationToken);
    }

    [TestCase("C#"), TestCase("TypeScript"), CancelAfter(120_000)]
    public async Task Tickets_open_it_where_the_credential_must_not_go_along(string language, CancellationToken cancellationToken)
    {
        var organisation = await Hive.NewOrganisation();
        await using var line = new FlakyLine(organisation.Server.Address);
        await using var follower = await Start(language, line.Address, organisation.Admin.Credential, "ticket", cancellationToken);
        await follower.Heard("state live", cancellationToken);

        line.Cut();
        line.Mend();
        await Publish(organisation, "Ticketed");

        await follower.Heard("message private Ticketed", cancellationToken);
    }

    [TestCase("C#"), TestCase("TypeScript"), CancelAfter(120_000)]
    public async Task A_credential_that_is_none_ends_it(string language, CancellationToken cancellationToken)
    {
        var organisation = await Hive.NewOrganisation();

        await using var follower = await Start(language, organisation.Server.Address, "hm_nobody", null, cancellationToken);

        await follower.Heard("failed UNAUTHORIZED", cancellationToken);
    }

    private static Task<Follower> Start(string language, Uri address, string token, string? after, CancellationToken cancellationToken) =>
        language == "C#" ? Task.FromResult<Follower>(new CSharpFollower(address, token, after)) : TypeScriptFollower.Start(address, token, after, cancellationToken);

    private static async Task Publish(Organisation organisation, string title)
    {
        var agent = await organisation.Agent($"agent-{title}", Tier.Pro);
        var note = new { title, content = $"A note with the title {title}, long enough to be one, about {Guid.CreateVersion7()}.", category = "config" };
        var id = (await agent.Post("contributions", note)).Json.GetProperty("contribution_id").GetGuid();
        (await organisation.Admin.Post($"contributions/{id}/approve")).Expect(HttpStatusCode.OK);
    }
}
