using System.Globalization;
using System.Net;

namespace Hivemind.FunctionalTests.Knowledge.Search;

[Parallelizable(ParallelScope.All)]
public sealed class SearchThePastTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task What_was_superseded_since_is_found_at_its_time_and_not_now()
    {
        var organisation = await Hive.NewOrganisation();
        var old = await organisation.Knows("The vorpal gateway speaks protocol one.", row => row with { ContributedAt = Start, ExpiredAt = Start.AddDays(10) });
        var current = await organisation.Knows("The vorpal gateway speaks protocol two.", row => row with { ContributedAt = Start.AddDays(10) });

        Assert.That(await organisation.Admin.Finds("vorpal gateway protocol"), Does.Contain(current.Id).And.Not.Contain(old.Id));
        Assert.That(await At(organisation, "vorpal gateway protocol", Start.AddDays(5)), Does.Contain(old.Id).And.Not.Contain(current.Id));
        Assert.That(await At(organisation, "vorpal gateway protocol", Start.AddDays(10)), Does.Contain(current.Id).And.Not.Contain(old.Id));
        Assert.That(await At(organisation, "vorpal gateway protocol", Start.AddDays(-1)), Does.Not.Contain(old.Id).And.Not.Contain(current.Id));
    }

    [Test]
    public async Task A_fact_holds_from_valid_at_until_before_invalid_at()
    {
        var organisation = await Hive.NewOrganisation();
        var fact = await organisation.Knows(
            "The mimsy tariff costs nine.", row => row with { ContributedAt = Start, ValidAt = Start.AddDays(1), InvalidAt = Start.AddDays(3) });

        Assert.That(await At(organisation, "mimsy tariff", Start.AddHours(12)), Does.Not.Contain(fact.Id));
        Assert.That(await At(organisation, "mimsy tariff", Start.AddDays(1)), Does.Contain(fact.Id));
        Assert.That(await At(organisation, "mimsy tariff", Start.AddDays(3)), Does.Not.Contain(fact.Id));
    }

    [Test]
    public async Task What_no_longer_holds_stays_findable_and_says_so()
    {
        var organisation = await Hive.NewOrganisation();
        await organisation.Knows("The slithy endpoint is plain HTTP.", row => row with { InvalidAt = Start });

        var answer = await organisation.Admin.Get("knowledge/search?query=slithy+endpoint");

        Assert.That(answer.Expect(HttpStatusCode.OK).Json.GetProperty("results")[0].GetProperty("is_current").GetBoolean(), Is.False);
    }

    [Test]
    public async Task A_version_narrows_the_past()
    {
        var organisation = await Hive.NewOrganisation();
        var one = await organisation.Knows("Borogove uses tabs in this version.", row => row with { ContributedAt = Start, Version = "1" });
        var two = await organisation.Knows("Borogove uses spaces in this version.", row => row with { ContributedAt = Start, Version = "2" });

        var found = await organisation.Admin.Finds("borogove tabs or spaces", $"&version=2&at_time={Text(Start.AddDays(1))}");

        Assert.That(found, Does.Contain(two.Id).And.Not.Contain(one.Id));
    }

    private static Task<IReadOnlyList<Guid>> At(Organisation organisation, string query, DateTimeOffset time) =>
        organisation.Admin.Finds(query, $"&limit=50&at_time={Text(time)}");

    private static string Text(DateTimeOffset time) => Uri.EscapeDataString(time.ToString("O", CultureInfo.InvariantCulture));
}
