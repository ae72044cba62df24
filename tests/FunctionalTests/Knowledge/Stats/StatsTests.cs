using System.Net;
using Dapper;

namespace Hivemind.FunctionalTests.Knowledge.Stats;

[Parallelizable(ParallelScope.All)]
public sealed class StatsTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Test]
    public async Task The_commons_are_counted_over_all_organisations()
    {
        await using var server = await TestServer.Start(await TestApp.CloneDatabase());
        var (one, two) = (await Hive.NewOrganisation(server), await Hive.NewOrganisation(server));
        await KnowledgeRows.Insert(server.Database,
        [
            new() { OrgId = one.Id, Content = "a", Category = "config", ContributedAt = Now },
            new() { OrgId = one.Id, Content = "b", Category = "config", ContributedAt = Now.AddDays(-2), ExpiredAt = Now },
            new() { OrgId = two.Id, Content = "c", Category = "tooling", ContributedAt = Now.AddDays(-8) },
        ]);
        var deleted = new KnowledgeRow { OrgId = two.Id, Content = "d", Category = "general" };
        await KnowledgeRows.Insert(server.Database, [deleted]);
        (await two.Admin.Delete($"knowledge/{deleted.Id}")).Expect(HttpStatusCode.NoContent);
        await AddSignal(server, one.Id, Now.AddHours(-1));
        await AddSignal(server, one.Id, Now.AddHours(-25));

        var answer = (await two.Admin.Get("stats/commons")).Expect(HttpStatusCode.OK);

        Assert.That(answer.Text, Is.EqualTo(
            """{"total_items":3,"total_pending":0,"growth_rate_24h":1,"growth_rate_7d":2,"retrieval_volume_24h":1,"domains_covered":2,"categories":[{"category":"config","count":2},{"category":"tooling","count":1}]}"""));
    }

    [Test]
    public async Task An_organisation_sees_what_its_items_are_worth()
    {
        var (owner, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        await KnowledgeRows.Insert(owner.Server.Database, Enumerable.Range(0, 7).Select(i =>
            new KnowledgeRow { OrgId = owner.Id, Content = $"Item {i}", Title = $"Title {i}", Retrievals = i, ContributedAt = Now.AddHours(-i * 6) }));
        await AddSignal(owner.Server, owner.Id, Now, by: other.Id);
        await AddSignal(owner.Server, owner.Id, Now, by: owner.Id);

        var answer = (await owner.Admin.Get("stats/org")).Expect(HttpStatusCode.OK);

        Assert.That(answer.Json.GetProperty("contributions_total").GetInt32(), Is.EqualTo(7));
        Assert.That(answer.Json.GetProperty("contributions_pending").GetInt32(), Is.Zero);
        Assert.That(answer.Json.GetProperty("contributions_approved_24h").GetInt32(), Is.EqualTo(4));
        Assert.That(answer.Json.GetProperty("retrievals_by_others").GetInt32(), Is.EqualTo(21));
        Assert.That(answer.Json.GetProperty("retrievals_by_other_orgs").GetInt32(), Is.EqualTo(1));
        Assert.That(answer.Json.GetProperty("top_items").EnumerateArray().Select(item => item.GetProperty("title").GetString()),
            Is.EqualTo(new[] { "Title 6", "Title 5", "Title 4", "Title 3", "Title 2" }));
    }

    [Test]
    public async Task An_agent_is_measured_alone_or_with_all_others()
    {
        var organisation = await Hive.NewOrganisation();
        await organisation.Knows("Ada's.", row => row with { SourceAgentId = "ada", Retrievals = 3 });
        var item = await organisation.Knows("Bob's.", row => row with { SourceAgentId = "bob", Retrievals = 4 });
        foreach (var (voter, outcome) in new[] { ("x", "solved"), ("y", "solved"), ("z", "did_not_help") })
            (await (await organisation.Agent(voter)).Post("outcomes", new { item_id = item.Id, outcome })).Expect(HttpStatusCode.Accepted);

        Assert.That((await organisation.Admin.Get("stats/user?agent_id=ada")).Text, Is.EqualTo("""{"agent_id":"ada","agent_contributions":1,"agent_retrievals_received":3,"agent_helpful_ratio":null}"""));
        Assert.That((await organisation.Admin.Get("stats/user")).Text, Is.EqualTo("""{"agent_id":null,"agent_contributions":2,"agent_retrievals_received":7,"agent_helpful_ratio":0.6667}"""));
    }

    [Test]
    public async Task Growth_has_every_bucket_and_a_running_total()
    {
        var organisation = await Hive.NewOrganisation();
        await KnowledgeRows.Insert(organisation.Server.Database, new[] { 0, 2, 2, 9 }.Select((days, i) =>
            new KnowledgeRow { OrgId = organisation.Id, Content = $"Grown {i}", ContributedAt = Now.AddDays(-days) }));

        var days = (await organisation.Admin.Get("stats/growth?days=4&scope=org")).Expect(HttpStatusCode.OK);
        var hours = (await organisation.Admin.Get("stats/growth?days=2&granularity=hour&scope=org")).Expect(HttpStatusCode.OK);

        Assert.That(days.Json.GetProperty("granularity").GetString(), Is.EqualTo("day"));
        Assert.That(days.Json.GetProperty("scope").GetString(), Is.EqualTo("org"));
        var buckets = days.Json.GetProperty("buckets").EnumerateArray().ToList();
        Assert.That(buckets.Select(bucket => bucket.GetProperty("added").GetInt32()), Is.EqualTo(new[] { 0, 2, 0, 1 }), days.Text);
        Assert.That(buckets.Select(bucket => bucket.GetProperty("total").GetInt32()), Is.EqualTo(new[] { 1, 3, 3, 4 }));
        Assert.That(buckets.Select(bucket => bucket.GetProperty("bucket").GetDateTimeOffset()), Is.Ordered);
        Assert.That(hours.Json.GetProperty("buckets").GetArrayLength(), Is.EqualTo(48));
        (await organisation.Admin.Get("stats/growth?days=0")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await organisation.Admin.Get("stats/growth?days=366")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    private static async Task AddSignal(TestServer server, string orgId, DateTimeOffset at, string? by = null)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into quality_signals (id, knowledge_item_id, signal_type, org_id, created_at)
            select @SignalId, id, 'retrieval', @By, @at from knowledge_items where org_id = @orgId order by id limit 1
            """, new { SignalId = Guid.CreateVersion7(), orgId, By = by ?? orgId, at });
    }
}
