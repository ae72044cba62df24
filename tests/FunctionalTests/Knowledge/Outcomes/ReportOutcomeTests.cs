using System.Net;

namespace Hivemind.FunctionalTests.Knowledge.Outcomes;

[Parallelizable(ParallelScope.All)]
public sealed class ReportOutcomeTests
{
    [Test]
    public async Task Of_many_simultaneous_votes_of_an_agent_one_counts()
    {
        var organisation = await Hive.NewOrganisation();
        var agent = await organisation.Agent("voter");
        var item = await organisation.Knows("Vote on me.");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Vote(agent, item.Id, i % 2 == 0 ? "solved" : "did_not_help", $"run-{i}")));

        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(HttpStatusCode.Accepted), answers[0].Text);
        Assert.That(await LiveVotes(organisation, item.Id), Is.EqualTo(1));
        Assert.That(await Counters(organisation, item.Id), Is.EqualTo("1 0").Or.EqualTo("0 1"));
    }

    [Test]
    public async Task Votes_of_many_agents_all_count()
    {
        var (owner, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var item = await owner.Knows("Vote on me, all.", row => row with { IsPublic = true });
        var agents = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? owner : other).Agent($"same-name-{i / 2}")));

        await Task.WhenAll(agents.Select((agent, i) => Vote(agent, item.Id, i < 4 ? "solved" : "did_not_help")));

        Assert.That(await Counters(owner, item.Id), Is.EqualTo("4 2"));
    }

    [Test]
    public async Task The_same_vote_again_is_known_and_another_replaces_it()
    {
        var organisation = await Hive.NewOrganisation();
        var agent = await organisation.Agent("voter");
        var item = await organisation.Knows("Vote twice.");

        var first = await Vote(agent, item.Id, "solved", "run");
        var again = await Vote(agent, item.Id, "solved", "run");
        var changed = await Vote(agent, item.Id, "did_not_help", "run");

        Assert.That(first.Json.GetProperty("status").GetString(), Is.EqualTo("recorded"));
        Assert.That(again.Json.GetProperty("status").GetString(), Is.EqualTo("already_recorded"));
        Assert.That(again.Json.GetProperty("signal_id").GetGuid(), Is.EqualTo(first.Json.GetProperty("signal_id").GetGuid()));
        Assert.That(changed.Json.GetProperty("outcome").GetString(), Is.EqualTo("did_not_help"));
        Assert.That(changed.Json.GetProperty("item_id").GetGuid(), Is.EqualTo(item.Id));
        Assert.That(await Counters(organisation, item.Id), Is.EqualTo("0 1"));
        Assert.That(await LiveVotes(organisation, item.Id), Is.EqualTo(1));
    }

    [Test]
    public async Task The_contributor_is_heard_and_not_counted()
    {
        var organisation = await Hive.NewOrganisation();
        var author = await organisation.Agent("ada");
        var item = await organisation.Knows("My own.", row => row with { SourceAgentId = "ada" });

        (await Vote(author, item.Id, "solved")).Expect(HttpStatusCode.Accepted);

        Assert.That(await Counters(organisation, item.Id), Is.EqualTo("0 0"));
        Assert.That(await organisation.Server.Database.Value<bool>("select is_self from quality_signals where knowledge_item_id = @Id", new { item.Id }), Is.True);
    }

    [Test]
    public async Task A_secret_in_the_name_of_a_run_is_not_kept()
    {
        var organisation = await Hive.NewOrganisation();
        var item = await organisation.Knows("Runs have names.");
        var secret = "AKIA" + "IOSFODNN7EXAMPLX";

        (await Vote(organisation.Admin, item.Id, "solved", $"run {secret}")).Expect(HttpStatusCode.Accepted);

        Assert.That(await organisation.Server.Database.Value<string>("select run_id from quality_signals where knowledge_item_id = @Id", new { item.Id }), Is.EqualTo("run [API_KEY]"));
        Assert.That((await Vote(organisation.Admin, item.Id, "solved", $"run {secret}")).Json.GetProperty("status").GetString(), Is.EqualTo("already_recorded"));
    }

    [Test]
    public async Task What_cannot_be_voted_on_is_refused()
    {
        var (owner, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var item = await owner.Knows("Private.");
        var narrow = await owner.Agent("narrow");
        await owner.Allows("narrow", "category:general", "read");

        (await Vote(other.Admin, item.Id, "solved")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await Vote(narrow, item.Id, "solved")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await owner.Admin.Post("outcomes", new { item_id = "nonsense", outcome = "solved" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await owner.Admin.Post("outcomes", new { item_id = item.Id })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await owner.Admin.Post("outcomes", new { item_id = item.Id, outcome = "maybe" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    private static Task<Answer> Vote(Caller caller, Guid itemId, string outcome, string? runId = null) =>
        caller.Post("outcomes", new { item_id = itemId, outcome, run_id = runId });

    private static Task<string> Counters(Organisation organisation, Guid id) =>
        organisation.Server.Database.Value<string>("select helpful_count || ' ' || not_helpful_count from knowledge_items where id = @id", new { id });

    private static Task<long> LiveVotes(Organisation organisation, Guid id) =>
        organisation.Server.Database.Value<long>("select count(*) from quality_signals where knowledge_item_id = @id and superseded_at is null", new { id });
}
