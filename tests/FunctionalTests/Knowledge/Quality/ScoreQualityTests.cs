using System.Net;
using Dapper;
using Hivemind.Application.Knowledge.Quality;

namespace Hivemind.FunctionalTests.Knowledge.Quality;

[Parallelizable(ParallelScope.All)]
public sealed class ScoreQualityTests
{
    private const string Score = "select round(quality_score::numeric, 4)::double precision from knowledge_items where id = @Id";

    [Test]
    public async Task A_fresh_item_keeps_its_score_and_votes_move_it()
    {
        await using var server = await Quiet();
        var organisation = await Hive.NewOrganisation(server);
        var (fresh, helpful) = (await organisation.Knows("Fresh."), await organisation.Knows("Helpful."));
        foreach (var name in new[] { "a", "b" })
            (await (await organisation.Agent(name)).Post("outcomes", new { item_id = helpful.Id, outcome = "solved" })).Expect(HttpStatusCode.Accepted);

        await server.Run<ScoreQuality>();

        Assert.That(await server.Database.Value<double>(Score, new { fresh.Id }), Is.EqualTo(0.5));
        Assert.That(await server.Database.Value<double>(Score, new { helpful.Id }), Is.EqualTo(0.6)); // usefulness 3/4
    }

    [Test]
    public async Task Age_and_contradictions_lower_a_score()
    {
        await using var server = await Quiet();
        var organisation = await Hive.NewOrganisation(server);
        var item = await organisation.Knows("Old and doubted.", row => row with { ContributedAt = row.ContributedAt.AddDays(-90) });
        await Execute(server,
            "insert into quality_signals (id, knowledge_item_id, signal_type, org_id, created_at) values (@SignalId, @Id, 'contradiction', @OrgId, now())",
            new { SignalId = Guid.CreateVersion7(), item.Id, item.OrgId });

        await server.Run<ScoreQuality>();

        Assert.That(await server.Database.Value<double>(Score, new { item.Id }), Is.EqualTo(0.20 + 0.10 - 0.15 + 0.10).Within(0.001));
    }

    [Test]
    public async Task Only_what_is_due_is_scored_again()
    {
        await using var server = await Quiet();
        var organisation = await Hive.NewOrganisation(server);
        var (idle, used, stale) = (await organisation.Knows("Idle."), await organisation.Knows("Used."), await organisation.Knows("Stale."));
        await Execute(server, "update knowledge_items set quality_computed_at = now() - interval '1 hour', quality_score = 0.1", null);
        await Execute(server, "update knowledge_items set quality_computed_at = now() - interval '25 hours' where id = @Id", new { stale.Id });
        (await organisation.Admin.Post("outcomes", new { item_id = used.Id, outcome = "solved" })).Expect(HttpStatusCode.Accepted);

        await server.Run<ScoreQuality>();

        Assert.That(await server.Database.Value<double>(Score, new { idle.Id }), Is.EqualTo(0.1));
        Assert.That(await server.Database.Value<double>(Score, new { used.Id }), Is.GreaterThan(0.5));
        Assert.That(await server.Database.Value<double>(Score, new { stale.Id }), Is.EqualTo(0.5));
    }

    [Test]
    public async Task More_than_a_batch_is_scored_in_steps()
    {
        await using var server = await Quiet();
        var organisation = await Hive.NewOrganisation(server);
        await KnowledgeRows.Insert(server.Database, Enumerable.Range(0, 2_300).Select(i => new KnowledgeRow { OrgId = organisation.Id, Content = $"Item {i}" }));

        await server.Run<ScoreQuality>();

        Assert.That(await server.Database.Value<long>("select count(*) from knowledge_items where quality_computed_at is null"), Is.Zero);
    }

    [Test]
    public async Task Signals_show_what_the_score_is_made_of_to_the_own_organisation_alone()
    {
        var (owner, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var item = await owner.Knows("Explained.", row => row with { IsPublic = true });
        (await (await other.Agent("voter")).Post("outcomes", new { item_id = item.Id, outcome = "solved" })).Expect(HttpStatusCode.Accepted);

        var answer = (await owner.Admin.Get($"knowledge/{item.Id}/signals")).Expect(HttpStatusCode.OK);

        Assert.That(answer.Json.GetProperty("counts").GetProperty("outcome_solved").GetInt32(), Is.EqualTo(1));
        var terms = answer.Json.GetProperty("breakdown");
        Assert.That(terms.GetProperty("usefulness").GetDouble(), Is.EqualTo(2.0 / 3).Within(1e-9), answer.Text);
        Assert.That(terms.GetProperty("freshness").GetDouble(), Is.EqualTo(1).Within(0.001));
        Assert.That(terms.GetProperty("current_bonus").GetDouble(), Is.EqualTo(0.1));
        (await other.Admin.Get($"knowledge/{item.Id}/signals")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    private static async Task<TestServer> Quiet() => await TestServer.Start(await TestApp.CloneDatabase(), settings: new() { ["Jobs:Enabled"] = "false" });

    private static async Task Execute(TestServer server, string sql, object? parameters)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }
}
