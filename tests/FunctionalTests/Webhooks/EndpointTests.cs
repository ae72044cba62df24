using System.Net;
using System.Text;
using Dapper;

namespace Hivemind.FunctionalTests.Webhooks;

[Parallelizable(ParallelScope.All)]
public sealed class EndpointTests
{
    private const string Url = "https://hooks.example.com/hivemind";

    [Test]
    public async Task An_endpoint_shows_its_secret_once_and_keeps_it_sealed()
    {
        var organisation = await Hive.NewOrganisation(await Hooks.Server);

        var created = await Hooks.Subscribe(organisation, Url, ["knowledge.approved"]);
        var read = (await organisation.Admin.Get($"webhook-endpoints/{created.Id}")).Expect(HttpStatusCode.OK);

        var secret = created.Json.GetProperty("secret").GetString()!;
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        var stored = await connection.ExecuteScalarAsync<byte[]>("select secret from webhook_endpoints where id = @Id", new { created.Id });
        var plain = Convert.FromBase64String(secret["whsec_".Length..]);
        Assert.That(plain, Has.Length.EqualTo(32));
        Assert.That(stored.AsSpan().IndexOf(plain), Is.EqualTo(-1));
        Assert.That(stored.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)), Is.EqualTo(-1));
        Assert.That(read.Json.TryGetProperty("secret", out _), Is.False);
        Assert.That(created.Header("Cache-Control"), Does.Contain("no-store"));
        Assert.That((read.Header("ETag"), read.Json.GetProperty("circuit").GetString(), read.Json.GetProperty("max_concurrency").GetInt32()), Is.EqualTo(("\"1\"", "closed", 4)));
    }

    [Test]
    public async Task The_same_idempotency_key_makes_one_endpoint_and_hides_the_secret()
    {
        var organisation = await Hive.NewOrganisation(await Hooks.Server);

        var first = await organisation.Admin.Post("webhook-endpoints", new { url = Url }, ("Idempotency-Key", "one"));
        var second = await organisation.Admin.Post("webhook-endpoints", new { url = Url }, ("Idempotency-Key", "one"));

        Assert.That(second.Expect(HttpStatusCode.Created).Id, Is.EqualTo(first.Id));
        Assert.That(second.Json.GetProperty("secret").GetString(), Is.Null);
        Assert.That((await organisation.Admin.Get("webhook-endpoints")).Json.GetProperty("total").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_change_touches_only_what_is_given_and_honours_the_version()
    {
        var organisation = await Hive.NewOrganisation(await Hooks.Server);
        var path = $"webhook-endpoints/{(await Hooks.Subscribe(organisation, Url, ["knowledge.approved"])).Id}";

        var described = (await organisation.Admin.Patch(path, new { description = "ours" }, ("If-Match", "\"1\""))).Expect(HttpStatusCode.OK).Json;
        var stale = await organisation.Admin.Patch(path, new { description = "theirs" }, ("If-Match", "\"1\""));
        var all = (await organisation.Admin.Patch(path, """{"event_types": null, "max_concurrency": 20}""")).Expect(HttpStatusCode.OK).Json;
        var off = (await organisation.Admin.Patch(path, new { isActive = false })).Expect(HttpStatusCode.OK).Json;

        Assert.That((described.GetProperty("description").GetString(), described.GetProperty("event_types").GetArrayLength()), Is.EqualTo(("ours", 1)));
        stale.Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        Assert.That((all.GetProperty("event_types").GetRawText(), all.GetProperty("description").GetString()), Is.EqualTo(("null", "ours")));
        Assert.That((off.GetProperty("is_active").GetBoolean(), off.GetProperty("disabled_reason").GetString()), Is.EqualTo((false, "manual")));
        (await organisation.Admin.Delete(path, null, ("If-Match", "\"2\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await organisation.Admin.Delete(path)).Expect(HttpStatusCode.NoContent);
        (await organisation.Admin.Get(path)).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.That(await Hooks.Count(organisation.Server, "select count(*) from audit_log where org_id = @Id and target_type = 'webhook_endpoint'", new { organisation.Id }), Is.EqualTo(5));
    }

    [TestCase("""{"url": "https://example.com/", "event_types": []}""", "event_types")]
    [TestCase("""{"url": "https://example.com/", "event_types": ["knowledge.lost"]}""", "event_types")]
    [TestCase("""{"url": "https://example.com/", "max_concurrency": 21}""", "max_concurrency")]
    [TestCase("""{"url": "https://example.com/", "max_concurrency": 0}""", "max_concurrency")]
    [TestCase("""{"event_types": null}""", "url")]
    public async Task What_an_endpoint_cannot_be_is_refused_by_field(string body, string field)
    {
        var organisation = await Hive.NewOrganisation(await Hooks.Server);

        var answer = await organisation.Admin.Post("webhook-endpoints", body);

        answer.Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.That(answer.Json.GetProperty("errors").TryGetProperty(field, out _), Is.True, answer.Text);
    }

    [Test]
    public async Task Endpoints_and_deliveries_are_listed_in_pages()
    {
        var organisation = await Hive.NewOrganisation(await Hooks.Server);
        for (var i = 0; i < 3; i++)
            await Hooks.Subscribe(organisation, "http://127.0.0.1:9/");
        await Hooks.Publish(organisation, times: 3);

        var first = (await organisation.Admin.Get("webhook-endpoints?limit=2")).Expect(HttpStatusCode.OK).Json;
        var second = (await organisation.Admin.Get($"webhook-endpoints?limit=2&cursor={first.GetProperty("next_cursor").GetString()}")).Expect(HttpStatusCode.OK).Json;
        var endpoint = first.GetProperty("items")[0].GetProperty("id").GetGuid();
        var page = (await organisation.Admin.Get($"webhook-endpoints/{endpoint}/deliveries?limit=2")).Expect(HttpStatusCode.OK).Json;
        var cursor = page.GetProperty("next_cursor").GetString();
        var rest = (await organisation.Admin.Get($"webhook-endpoints/{endpoint}/deliveries?limit=2&cursor={cursor}")).Expect(HttpStatusCode.OK).Json;

        Assert.That((first.GetProperty("total").GetInt32(), second.GetProperty("items").GetArrayLength()), Is.EqualTo((3, 1)));
        Assert.That((page.GetProperty("items").GetArrayLength(), rest.GetProperty("items").GetArrayLength(), rest.GetProperty("next_cursor").GetString()), Is.EqualTo((2, 1, (string?)null)));
        (await organisation.Admin.Get($"webhook-endpoints/{endpoint}/deliveries?status=failed&cursor={cursor}")).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
        (await organisation.Admin.Get($"webhook-endpoints/{endpoint}/deliveries?limit=201")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.That((await organisation.Admin.Get($"webhook-endpoints/{endpoint}/deliveries?event=knowledge.rejected")).Json.GetProperty("items").GetArrayLength(), Is.Zero);
        Assert.That((await organisation.Admin.Get($"webhook-endpoints/{endpoint}/deliveries?since=2100-01-01T00:00:00Z")).Json.GetProperty("items").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task Only_admins_of_the_own_organisation_see_anything()
    {
        await using var receiver = await Receiver.Start();
        var organisation = await Hive.NewOrganisation(await Hooks.Server);
        var endpoint = await Hooks.Subscribe(organisation, receiver.Url);
        await Hooks.Publish(organisation);
        var delivery = (await Hooks.Tried(organisation, endpoint.Id, 1)).GetProperty("id").GetGuid();
        var stranger = (await Hive.NewOrganisation(await Hooks.Server)).Admin;
        var member = await organisation.Agent("ada");
        var reader = await organisation.Agent("reader", isAdmin: true, scopes: ["traffic:read"]);
        var path = $"webhook-endpoints/{endpoint.Id}";

        Answer[] foreign =
        [
            await stranger.Get(path), await stranger.Patch(path, new { isActive = false }), await stranger.Delete(path),
            await stranger.Post($"{path}/rotate-secret"), await stranger.Get($"{path}/deliveries"),
            await stranger.Post($"{path}/recover", new { since = DateTimeOffset.UnixEpoch }), await stranger.Get($"webhook-deliveries/{delivery}"),
            await stranger.Post($"webhook-deliveries/{delivery}/redeliver"),
        ];

        foreach (var answer in foreign)
            answer.Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await member.Get("webhook-endpoints")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await reader.Get(path)).Expect(HttpStatusCode.OK);
        (await reader.Post($"{path}/rotate-secret")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await (await Hive.Nobody(await Hooks.Server)).Get(path)).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
    }
}
