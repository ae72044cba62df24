using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class ApiKeyTests
{
    [Test]
    public async Task A_new_key_works_and_is_shown_once()
    {
        var organisation = await Hive.NewOrganisation();
        var body = new { agent_id = "ada", name = "laptop", tier = "pro", scopes = new[] { "people:read" }, rate_limit_per_minute = 30 };
        var header = ("Idempotency-Key", "one");

        var made = (await organisation.Admin.Post("api-keys", body, header)).Expect(HttpStatusCode.Created);
        var again = (await organisation.Admin.Post("api-keys", body, header)).Expect(HttpStatusCode.Created);
        var key = made.Text("key");
        var used = await (organisation.Admin with { Credential = key }).Get("organisation");

        used.Expect(HttpStatusCode.OK);
        Assert.Multiple(() =>
        {
            Assert.That(key, Does.Match("^hm_[A-Za-z0-9_-]{43}$"));
            Assert.That(made.Text("key_prefix"), Is.EqualTo(key[..8]));
            Assert.That(made.Text("status"), Is.EqualTo("active"));
            Assert.That(made.Text("created_by"), Is.EqualTo("admin"));
            Assert.That(made.Header("Cache-Control"), Is.EqualTo("no-store"));
            Assert.That(again.Id, Is.EqualTo(made.Id));
            Assert.That(again.Json.GetProperty("key").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(again.Header("Idempotency-Replayed"), Is.EqualTo("true"));
            Assert.That(used.Header("RateLimit-Policy"), Is.EqualTo("\"requests\";q=30;w=60"));
        });
        var listed = (await organisation.Admin.Get("api-keys?agent_id=ada")).Expect(HttpStatusCode.OK);
        Assert.That(listed.Items().Count(), Is.EqualTo(1));
        Assert.That(listed.Text, Does.Not.Contain(key).And.Not.Contain("hash"));
    }

    [TestCase("""{"agent_id":"user:1","name":"x"}""", "agent_id")]
    [TestCase("""{"agent_id":"distillation","name":"x"}""", "agent_id")]
    [TestCase("""{"name":"x"}""", "agent_id")]
    [TestCase("""{"agent_id":"ada","name":""}""", "name")]
    [TestCase("""{"agent_id":"ada","name":"x","tier":"gold"}""", "tier")]
    [TestCase("""{"agent_id":"ada","name":"x","scopes":["everything"]}""", "scopes")]
    [TestCase("""{"agent_id":"ada","name":"x","scopes":[]}""", "scopes")]
    [TestCase("""{"agent_id":"ada","name":"x","rate_limit_per_minute":0}""", "rate_limit_per_minute")]
    [TestCase("""{"agent_id":"ada","name":"x","expires_at":"2020-01-01T00:00:00Z"}""", "expires_at")]
    public async Task What_cannot_be_a_key_is_refused(string body, string field)
    {
        var organisation = await Hive.NewOrganisation();

        var answer = (await organisation.Admin.Post("api-keys", body)).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");

        Assert.That(answer.Json.GetProperty("errors").TryGetProperty(field, out _), Is.True, answer.Text);
    }

    [Test]
    public async Task A_revoked_key_ends_in_every_process_and_its_row_stays()
    {
        var organisation = await Hive.NewOrganisation();
        await using var other = await TestServer.Start();
        var made = (await organisation.Admin.Post("api-keys", new { agent_id = "ada", name = "x" })).Expect(HttpStatusCode.Created);
        var ada = organisation.Admin.At(other) with { Credential = made.Text("key") };
        (await ada.Post("auth/validate")).Expect(HttpStatusCode.OK);

        var revoked = (await organisation.Admin.Delete($"api-keys/{made.Id}", new { reason = "lost" })).Expect(HttpStatusCode.OK);

        (await ada.Post("auth/validate")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        Assert.That(revoked.Text("status"), Is.EqualTo("revoked"));
        Assert.That(revoked.Text("revoke_reason"), Is.EqualTo("lost"));
        Assert.That((await organisation.Admin.Get("api-keys?status=revoked")).Items().Single().GetProperty("id").GetGuid(), Is.EqualTo(made.Id));
        (await organisation.Admin.Delete($"api-keys/{made.Id}")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
    }

    [Test]
    public async Task Nobody_revokes_the_key_it_is_using()
    {
        var organisation = await Hive.NewOrganisation();
        var own = (await organisation.Admin.Get("api-keys")).Items().Single().GetProperty("id").GetGuid();

        (await organisation.Admin.Delete($"api-keys/{own}")).Refused(HttpStatusCode.Conflict, "CONFLICT");
        (await organisation.Admin.Get("api-keys")).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_key_changes_where_it_is_told_to()
    {
        var organisation = await Hive.NewOrganisation();
        var made = await organisation.Admin.Post("api-keys", new { agent_id = "ada", name = "x", scopes = new[] { "work:read" }, rate_limit_per_minute = 5 });
        var path = $"api-keys/{made.Id}";

        (await organisation.Admin.Patch(path, new { name = "y", tier = "enterprise" }, ("If-Match", "\"1\""))).Expect(HttpStatusCode.OK);
        var read = (await organisation.Admin.Get(path)).Expect(HttpStatusCode.OK);
        var cleared = (await organisation.Admin.Patch(path, """{"scopes":null,"rate_limit_per_minute":null}""")).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(read.Header("ETag"), Is.EqualTo("\"2\""));
            Assert.That(read.Text("name"), Is.EqualTo("y"));
            Assert.That(read.Text("tier"), Is.EqualTo("enterprise"));
            Assert.That(read.Json.GetProperty("scopes").GetArrayLength(), Is.EqualTo(1));
            Assert.That(read.Json.GetProperty("rate_limit_per_minute").GetInt32(), Is.EqualTo(5));
            Assert.That(cleared.Json.GetProperty("scopes").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(cleared.Json.GetProperty("rate_limit_per_minute").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(cleared.Text("name"), Is.EqualTo("y"));
        });
        (await organisation.Admin.Patch(path, new { name = "z" }, ("If-Match", "\"1\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await organisation.Admin.Delete(path, null, ("If-Match", "\"1\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
    }

    [Test]
    public async Task An_expired_key_says_so()
    {
        var time = new FakeTime(TimeProvider.System.GetUtcNow());
        await using var server = await Accounts.FreshServer(time);
        var organisation = await Hive.NewOrganisation(server);
        var made = await organisation.Admin.Post("api-keys", new { agent_id = "ada", name = "x", expires_at = time.GetUtcNow().AddHours(1) });

        time.Advance(TimeSpan.FromHours(1));

        (await (organisation.Admin with { Credential = made.Text("key") }).Post("auth/validate")).Refused(HttpStatusCode.Unauthorized, "UNAUTHORIZED");
        Assert.That((await organisation.Admin.Get($"api-keys/{made.Id}")).Text("status"), Is.EqualTo("expired"));
    }

    [Test]
    public async Task Only_admins_of_the_organisation_see_its_keys()
    {
        var organisation = await Hive.NewOrganisation();
        var made = await organisation.Admin.Post("api-keys", new { agent_id = "ada", name = "x" });
        var (member, stranger) = (await organisation.User(), (await Hive.NewOrganisation()).Admin);
        var path = $"api-keys/{made.Id}";

        (await member.Get("api-keys")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await member.Post("api-keys", new { agent_id = "ada", name = "x" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await stranger.Get(path)).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await stranger.Patch(path, new { name = "x" })).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await stranger.Delete(path)).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }
}
