using System.Net;
using System.Text.Json;
using Hivemind.FunctionalTests.People;

namespace Hivemind.FunctionalTests.Work.Costs;

[Parallelizable(ParallelScope.All)]
public sealed class ModelPriceTests
{
    private const string Past = "2026-01-01T00:00:00Z";
    private const string Later = "2026-02-01T00:00:00Z";
    private const string Future = "2100-01-01T00:00:00Z";

    [Test]
    public async Task A_fresh_organisation_has_the_prices_of_the_deployment()
    {
        var organisation = await Hive.NewOrganisation();

        var list = (await (await organisation.User()).Get("analytics/prices")).Expect(HttpStatusCode.OK).Json;

        Assert.That(list.GetProperty("total").GetInt32(), Is.EqualTo(6));
        Assert.That(
            list.GetProperty("items").EnumerateArray().Select(price => $"{price.GetProperty("model")} {price.GetProperty("token_kind")} {price.GetProperty("usd_per_million")}"),
            Is.EquivalentTo(new[] { "opus input 15", "opus output 75", "sonnet input 3", "sonnet output 15", "* input 3", "* output 15" }));
        Assert.That(list.GetProperty("items").EnumerateArray().Select(price => price.GetProperty("org_id").ValueKind), Is.All.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task A_later_price_closes_the_one_before()
    {
        var organisation = await Hive.NewOrganisation();

        var first = await Add(organisation.Admin, "gpt-5", 2, Past);
        var second = await Add(organisation.Admin, "GPT-5", 1.25m, Later);
        await Add(organisation.Admin, "gpt-5", 7, Past, kind: "output");

        var prices = (await organisation.Admin.Get("analytics/prices?model=gpt-5")).Json.GetProperty("items").EnumerateArray()
            .ToDictionary(price => price.GetProperty("id").GetGuid(), price => price);
        Assert.That(first.Json.GetProperty("effective_to").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(first.Json.GetProperty("org_id").GetString(), Is.EqualTo(organisation.Id));
        Assert.That(first.Json.GetProperty("created_by").GetString(), Is.EqualTo(organisation.Admin.ActorId));
        Assert.That(prices[first.Id].GetProperty("effective_to").GetString(), Is.EqualTo(Later));
        Assert.That(prices[second.Id].GetProperty("effective_to").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(prices, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task There_is_one_price_for_a_moment()
    {
        var organisation = await Hive.NewOrganisation();
        var first = await Add(organisation.Admin, "gpt-5", 2, Past);

        var second = await organisation.Admin.Post("analytics/prices", Body("gpt-5", 3, Past));

        second.Refused(HttpStatusCode.Conflict, "DUPLICATE");
        Assert.That(second.Json.GetProperty("existing_id").GetGuid(), Is.EqualTo(first.Id));
    }

    [Test]
    public async Task Only_an_own_price_that_has_no_effect_yet_can_be_taken_back()
    {
        var organisation = await Hive.NewOrganisation();
        var effective = await Add(organisation.Admin, "gpt-5", 2, Past);
        var future = await Add(organisation.Admin, "gpt-5", 3, Future);
        var deployment = (await organisation.Admin.Get("analytics/prices?model=opus")).Json.GetProperty("items")[0].GetProperty("id").GetGuid();

        (await organisation.Admin.Delete($"analytics/prices/{effective.Id}")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await organisation.Admin.Delete($"analytics/prices/{deployment}")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await organisation.Admin.Delete($"analytics/prices/{future.Id}")).Expect(HttpStatusCode.NoContent);

        var left = (await organisation.Admin.Get("analytics/prices?model=gpt-5")).Json.GetProperty("items").EnumerateArray().Single();
        Assert.That(left.GetProperty("effective_to").ValueKind, Is.EqualTo(JsonValueKind.Null), "the price before it holds on");
        Assert.That((await organisation.Audited()).Select(row => row.Action), Is.EqualTo(new[] { "price.added", "price.added", "price.removed" }));
    }

    [Test]
    public async Task Admins_alone_set_prices()
    {
        var organisation = await Hive.NewOrganisation();
        var member = await organisation.User();
        var price = await Add(organisation.Admin, "gpt-5", 2, Future);

        (await member.Post("analytics/prices", Body("gpt-5", 2, Past))).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await member.Delete($"analytics/prices/{price.Id}")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        Assert.That((await (await Hive.NewOrganisation()).Admin.Get("analytics/prices?model=gpt-5")).Json.GetProperty("total").GetInt32(), Is.Zero);
    }

    [TestCase("""{"model":"x","token_kind":"input","usd_per_million":-1,"effective_from":"2026-01-01T00:00:00Z"}""")]
    [TestCase("""{"model":"x","token_kind":"input","usd_per_million":0.0000001,"effective_from":"2026-01-01T00:00:00Z"}""")]
    [TestCase("""{"model":"x","token_kind":"input","usd_per_million":1000000,"effective_from":"2026-01-01T00:00:00Z"}""")]
    [TestCase("""{"model":"","token_kind":"input","usd_per_million":1,"effective_from":"2026-01-01T00:00:00Z"}""")]
    [TestCase("""{"model":"x","token_kind":"","usd_per_million":1,"effective_from":"2026-01-01T00:00:00Z"}""")]
    [TestCase("""{"model":"x","token_kind":"input","usd_per_million":1}""")]
    [TestCase("""{"model":"x","token_kind":"input","effective_from":"2026-01-01T00:00:00Z"}""")]
    public async Task A_price_must_be_one(string body)
    {
        var organisation = await Hive.NewOrganisation();

        (await organisation.Admin.Post("analytics/prices", body)).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    private static async Task<Answer> Add(Caller admin, string model, decimal usd, string from, string kind = "input") =>
        (await admin.Post("analytics/prices", Body(model, usd, from, kind))).Expect(HttpStatusCode.Created);

    private static object Body(string model, decimal usd, string from, string kind = "input") =>
        new { model, token_kind = kind, usd_per_million = usd, effective_from = from };
}
