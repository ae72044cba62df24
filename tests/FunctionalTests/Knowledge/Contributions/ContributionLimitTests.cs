using System.Globalization;
using System.Net;
using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Contributions;
using Hivemind.Domain.Knowledge;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Knowledge.Contributions;

[Parallelizable(ParallelScope.All)]
public sealed class ContributionLimitTests
{
    private static readonly DateTimeOffset Start = new(2031, 5, 1, 12, 0, 30, TimeSpan.Zero);

    [Test]
    public async Task The_burst_window_slides_over_all_servers_and_agents_of_an_organisation()
    {
        var time = new FakeTime(Start);
        var database = await TestApp.CloneDatabase();
        await using var one = await TestServer.Start(database, Off, time);
        await using var two = await TestServer.Start(database, Off, time);
        var organisation = await Hive.NewOrganisation(one);
        await organisation.Set(new { burst_limit = 4, burst_window_seconds = 60 });
        var (ada, bob) = (await organisation.Agent("ada"), (await organisation.Agent("bob")).At(two));

        await ada.Queue();
        await bob.Queue();
        time.Advance(TimeSpan.FromSeconds(50));
        await ada.Queue();
        await bob.Queue();
        var refused = (await ada.Offer(Contribute.Text())).Refused(HttpStatusCode.TooManyRequests, "RATE_LIMITED");

        Assert.That(refused.Header("Retry-After"), Is.EqualTo("10"));
        time.Advance(TimeSpan.FromSeconds(9));
        (await bob.Offer(Contribute.Text())).Refused(HttpStatusCode.TooManyRequests, "RATE_LIMITED");
        time.Advance(TimeSpan.FromSeconds(1));
        await bob.Queue();
        await ada.Queue();
        Assert.That((await ada.Offer(Contribute.Text())).Refused(HttpStatusCode.TooManyRequests, "RATE_LIMITED").Header("Retry-After"), Is.EqualTo("50"));
    }

    [Test]
    public async Task A_burst_at_once_from_two_servers_lets_exactly_the_limit_through()
    {
        var database = await TestApp.CloneDatabase();
        await using var one = await TestServer.Start(database, Off);
        await using var two = await TestServer.Start(database, Off);
        var organisation = await Hive.NewOrganisation(one);

        var answers = await Task.WhenAll(Enumerable.Range(0, 80).Select(i => organisation.Admin.At(i % 2 == 0 ? one : two).Offer(Contribute.Text())));

        Assert.That(answers.Count(answer => answer.Status is HttpStatusCode.Created), Is.EqualTo(50));
        Assert.That(answers.Count(answer => answer.Code == "RATE_LIMITED"), Is.EqualTo(30));
    }

    [Test]
    public async Task Auto_approved_contributions_count_and_other_organisations_do_not()
    {
        var (organisation, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        await organisation.Set(new { burst_limit = 1 });
        (await organisation.Admin.Put("auto-approve-rules/tooling", new { is_auto_approve = true })).Expect(HttpStatusCode.OK);

        (await organisation.Admin.Offer(Contribute.Text())).Expect(HttpStatusCode.Created);

        (await organisation.Admin.Offer(Contribute.Text())).Refused(HttpStatusCode.TooManyRequests, "RATE_LIMITED");
        await other.Admin.Queue();
    }

    [TestCase(Tier.Free, 10), TestCase(Tier.Pro, 60)]
    public async Task The_tier_limits_contributions_per_minute_and_agent(Tier tier, int limit)
    {
        var time = new FakeTime(Start);
        var database = await TestApp.CloneDatabase();
        await using var one = await TestServer.Start(database, new() { ["Limits:BurstCount"] = "0", ["Jobs:Enabled"] = "false" }, time);
        var organisation = await Hive.NewOrganisation(one);
        var (agent, other) = (await organisation.Agent("ada", tier), await organisation.Agent("bob", tier));

        var answers = await Task.WhenAll(Enumerable.Range(0, limit + 1).Select(_ => agent.Offer(Contribute.Text())));

        Assert.That(answers.Count(answer => answer.Status is HttpStatusCode.Created), Is.EqualTo(limit));
        Assert.That(answers.Single(answer => answer.Status is not HttpStatusCode.Created).Refused(HttpStatusCode.TooManyRequests, "RATE_LIMITED").Header("Retry-After"), Is.EqualTo("30"));
        await other.Queue();
        time.Advance(TimeSpan.FromSeconds(30));
        await agent.Queue();
    }

    [Test]
    public async Task The_tier_limit_comes_before_validation_and_counts_what_is_refused()
    {
        await using var server = await TestServer.Start(settings: new() { ["Limits:ContributionsPerMinuteFree"] = "2", ["Jobs:Enabled"] = "false" }, time: new FakeTime(Start));
        var organisation = await Hive.NewOrganisation(server);
        var agent = await organisation.Agent("ada", Tier.Free);

        (await agent.Offer("short")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await agent.Offer("short")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");

        (await agent.Offer("short")).Refused(HttpStatusCode.TooManyRequests, "RATE_LIMITED");
    }

    [Test]
    public async Task Zero_switches_a_limit_off()
    {
        await using var server = await TestServer.Start(settings: new() { ["Limits:ContributionsPerMinuteFree"] = "0", ["Limits:BurstCount"] = "0" });
        var organisation = await Hive.NewOrganisation(server);
        var agent = await organisation.Agent("ada", Tier.Free);

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => agent.Offer(Contribute.Text())));

        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task An_import_inside_the_server_is_not_throttled()
    {
        await using var server = await TestServer.Start(settings: new() { ["Limits:BurstCount"] = "1", ["Limits:ContributionsPerMinuteFree"] = "1" });
        var organisation = await Hive.NewOrganisation(server);
        var principal = new Principal { OrgId = organisation.Id, AgentId = "import", Role = OrgRole.Contributor, Tier = Tier.Free };

        for (var i = 0; i < 3; i++)
        {
            await using var scope = server.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CallContext>().Principal = principal;
            var input = new ContributionInput { Content = Contribute.Text(i.ToString(CultureInfo.InvariantCulture)), Category = KnowledgeCategory.General };
            var result = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new CreateContribution(input) { Limits = ContributionLimits.None });
            Assert.That(result.Status, Is.EqualTo(ContributionOutcome.Queued));
        }
    }

    private static Dictionary<string, string?> Off => new() { ["Jobs:Enabled"] = "false" };
}
