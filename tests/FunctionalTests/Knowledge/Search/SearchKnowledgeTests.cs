using System.Net;

namespace Hivemind.FunctionalTests.Knowledge.Search;

[Parallelizable(ParallelScope.All)]
public sealed class SearchKnowledgeTests
{
    [Test]
    public async Task An_item_is_found_by_its_meaning_and_shown_with_its_facts()
    {
        var organisation = await Hive.NewOrganisation();
        var item = await organisation.Knows("Postgres needs VACUUM so that dead rows give their space back.", row => row with { Title = "Vacuum", Category = "config" });
        await organisation.Knows("Bananas ripen faster in a paper bag.");

        var answer = await organisation.Admin.Get("knowledge/search?query=reclaim+disk+space+in+the+database");

        var hit = answer.Expect(HttpStatusCode.OK).Json.GetProperty("results")[0];
        Assert.That(hit.GetProperty("id").GetGuid(), Is.EqualTo(item.Id), answer.Text);
        Assert.That(hit.GetProperty("title").GetString(), Is.EqualTo("Vacuum"));
        Assert.That(hit.GetProperty("category").GetString(), Is.EqualTo("config"));
        Assert.That(hit.GetProperty("org_attribution").GetString(), Is.EqualTo(organisation.Id));
        Assert.That(hit.GetProperty("relevance_score").GetDouble(), Is.InRange(0.1, 1).And.EqualTo(Math.Round(hit.GetProperty("relevance_score").GetDouble(), 4)));
        Assert.That(hit.GetProperty("is_public").GetBoolean(), Is.False);
        Assert.That(hit.GetProperty("is_current").GetBoolean(), Is.True);
        Assert.That(hit.GetProperty("quality_score").GetDouble(), Is.EqualTo(0.5));
        Assert.That(hit.TryGetProperty("version", out _), Is.True);
        Assert.That(answer.Json.GetProperty("total_found").GetInt32(), Is.GreaterThanOrEqualTo(2));
        Assert.That(answer.Json.TryGetProperty("degraded", out _), Is.False);
    }

    [Test]
    public async Task Others_see_what_is_public_and_nothing_private()
    {
        var (owner, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var open = await owner.Knows("The quokkaflux daemon listens on port 7171.", row => row with { IsPublic = true });
        var hidden = await owner.Knows("The quokkaflux daemon has a secret port.");

        var seen = await other.Admin.Finds("quokkaflux daemon port");

        Assert.That(seen, Does.Contain(open.Id).And.Not.Contain(hidden.Id));
        Assert.That(await owner.Admin.Finds("quokkaflux daemon port"), Does.Contain(open.Id).And.Contain(hidden.Id));
    }

    [Test]
    public async Task A_policy_hides_a_category_and_allows_one_item_of_it()
    {
        var organisation = await Hive.NewOrganisation();
        var agent = await organisation.Agent("narrow");
        var allowed = await organisation.Knows("Zimbrel caches expire at noon.", row => row with { Category = "config" });
        var denied = await organisation.Knows("Zimbrel caches expire at midnight.", row => row with { Category = "config" });
        var other = await organisation.Knows("Zimbrel caches never expire on Sundays.");
        await organisation.Allows("narrow", "category:config", "none");
        await organisation.Allows("narrow", $"item:{allowed.Id}", "read");

        var seen = await agent.Finds("when do zimbrel caches expire");

        Assert.That(seen, Does.Contain(allowed.Id).And.Contain(other.Id).And.Not.Contain(denied.Id));
    }

    [Test]
    public async Task A_category_narrows_both_legs()
    {
        var organisation = await Hive.NewOrganisation();
        var config = await organisation.Knows("Florbital timeouts are set in seconds.", row => row with { Category = "config" });
        await organisation.Knows("Florbital timeouts are a known bug.", row => row with { Category = "bug_fix" });

        var answer = await organisation.Admin.Get("knowledge/search?query=florbital+timeouts&category=config&limit=50");

        var categories = answer.Expect(HttpStatusCode.OK).Json.GetProperty("results").EnumerateArray().Select(hit => hit.GetProperty("category").GetString()).Distinct();
        Assert.That(categories, Is.EqualTo(new[] { "config" }));
        Assert.That(answer.Json.GetProperty("results")[0].GetProperty("id").GetGuid(), Is.EqualTo(config.Id));
    }

    [Test]
    public async Task Of_equal_texts_the_own_private_copy_is_shown()
    {
        var (owner, other) = (await Hive.NewOrganisation(), await Hive.NewOrganisation());
        var open = await owner.Knows("Grundlewick tokens rotate every nine days.", row => row with { IsPublic = true });
        var own = await other.Knows("Grundlewick tokens rotate every nine days.");

        var seen = await other.Admin.Finds("grundlewick tokens");

        Assert.That(seen, Does.Contain(own.Id).And.Not.Contain(open.Id));
    }

    [TestCase("query=")]
    [TestCase("limit=5")]
    [TestCase("query=x&limit=0")]
    [TestCase("query=x&limit=51")]
    [TestCase("query=x&category=nonsense")]
    [TestCase("query=x&version=2")]
    [TestCase("query=x&at_time=yesterday")]
    public async Task What_makes_no_sense_is_refused(string parameters)
    {
        var organisation = await Hive.NewOrganisation();

        var answer = await organisation.Admin.Get($"knowledge/search?{parameters}");

        answer.Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task A_query_has_at_most_a_thousand_characters()
    {
        var organisation = await Hive.NewOrganisation();

        (await organisation.Admin.Get($"knowledge/search?query={new string('a', 1000)}")).Expect(HttpStatusCode.OK);
        (await organisation.Admin.Get($"knowledge/search?query={new string('a', 1001)}")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task Pages_cut_one_list_and_their_cursor_fits_no_other_query()
    {
        var organisation = await Hive.NewOrganisation();
        for (var i = 0; i < 12; i++)
            await organisation.Knows($"Trobbling the snargle, part {i}: turn it {i} times.");

        var (found, cursor, total) = (new List<Guid>(), "", 0);
        do
        {
            var page = (await organisation.Admin.Get($"knowledge/search?query=trobbling+snargle&limit=5{cursor}")).Expect(HttpStatusCode.OK).Json;
            found.AddRange(page.GetProperty("results").EnumerateArray().Select(hit => hit.GetProperty("id").GetGuid()));
            total = page.GetProperty("total_found").GetInt32();
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.That(found, Is.Unique.And.Count.EqualTo(total));
        Assert.That(total, Is.GreaterThanOrEqualTo(12));

        var foreign = (await organisation.Admin.Get("knowledge/search?query=trobbling+snargle&limit=5")).Json.GetProperty("next_cursor").GetString();
        (await organisation.Admin.Get($"knowledge/search?query=other&cursor={foreign}")).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
        (await organisation.Admin.Get("knowledge/search?query=other&cursor=garbage")).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
    }
}
