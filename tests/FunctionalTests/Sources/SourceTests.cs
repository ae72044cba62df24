using System.Net;
using Dapper;

namespace Hivemind.FunctionalTests.Sources;

[Parallelizable(ParallelScope.All)]
public sealed class SourceTests
{
    [Test]
    public async Task A_source_is_turned_on_once_its_platform_is_connected()
    {
        var organisation = await Hive.NewOrganisation();
        var body = new { name = "Our code", source_type = "github", config = new { Topics = new[] { "bees" }, Hat = 1 } };

        var early = (await organisation.Admin.Post("sources", body)).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        var off = (await organisation.Admin.Post("sources", new { body.name, body.source_type, body.config, enabled = false })).Expect(HttpStatusCode.Created);
        (await organisation.Admin.Patch($"sources/{off.Id}", new { enabled = true })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        await Connect(organisation, "github");
        var on = (await organisation.Admin.Patch($"sources/{off.Id}", new { enabled = true })).Expect(HttpStatusCode.OK).Json;

        Assert.That(early.Json.GetProperty("errors").TryGetProperty("enabled", out _), Is.True, early.Text);
        Assert.That((off.Json.GetProperty("enabled").GetBoolean(), off.Json.GetProperty("oauth_connected").GetBoolean(), off.Json.GetProperty("config").GetRawText()), Is.EqualTo((false, false, """{"topics":["bees"]}""")));
        Assert.That((on.GetProperty("enabled").GetBoolean(), on.GetProperty("oauth_connected").GetBoolean(), on.GetProperty("oauth_platform").GetString()), Is.EqualTo((true, true, "github")));
    }

    [Test]
    public async Task Confluence_is_read_through_Jira()
    {
        var organisation = await Hive.NewOrganisation();
        await Connect(organisation, "jira");

        var created = (await organisation.Admin.Post("sources", new { name = "Wiki", source_type = "confluence", config = new { spaces = new[] { "BEE" } } })).Expect(HttpStatusCode.Created).Json;
        var types = (await organisation.Admin.Get("sources/types")).Expect(HttpStatusCode.OK).Json;

        Assert.That((created.GetProperty("oauth_platform").GetString(), created.GetProperty("enabled").GetBoolean()), Is.EqualTo(("jira", true)));
        Assert.That(
            types.EnumerateArray().Select(type => (type.GetProperty("source_type").GetString(), type.GetProperty("oauth_platform").GetString(), type.GetProperty("oauth_connected").GetBoolean())),
            Is.EqualTo(new[] { ("github", "github", false), ("jira", "jira", true), ("confluence", "jira", true) }));
    }

    [Test]
    public async Task A_name_is_given_once_for_each_type()
    {
        var organisation = await Hive.NewOrganisation();
        var first = await Create(organisation, "Bees", "github");
        var second = await Create(organisation, "Wasps", "github");
        await Create(organisation, "Bees", "jira");

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => organisation.Admin.Post("sources", new { name = "Ants", source_type = "jira", config = new { }, enabled = false })));
        var again = (await organisation.Admin.Post("sources", new { name = "Bees", source_type = "github", config = new { }, enabled = false })).Refused(HttpStatusCode.Conflict, "DUPLICATE");
        var renamed = (await organisation.Admin.Patch($"sources/{second}", new { name = "Bees" })).Refused(HttpStatusCode.Conflict, "DUPLICATE");

        Assert.That(made.Count(answer => answer.Status is HttpStatusCode.Created), Is.EqualTo(1));
        Assert.That((again.Json.GetProperty("existing_id").GetGuid(), renamed.Json.GetProperty("existing_id").GetGuid()), Is.EqualTo((first, first)));
    }

    [Test]
    public async Task Changes_honour_the_version_and_are_audited()
    {
        var organisation = await Hive.NewOrganisation();
        var path = $"sources/{await Create(organisation, "Bees", "jira")}";

        var changed = (await organisation.Admin.Patch(path, new { name = "More bees", config = new { jql = "project = BEE" } }, ("If-Match", "\"1\""))).Expect(HttpStatusCode.OK);
        (await organisation.Admin.Patch(path, new { name = "Wasps" }, ("If-Match", "\"1\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        (await organisation.Admin.Patch(path, new { config = new { jql = 7 } })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.That((await organisation.Admin.Get(path)).Expect(HttpStatusCode.OK).Json.GetProperty("name").GetString(), Is.EqualTo("More bees"));
        (await organisation.Admin.Delete(path)).Expect(HttpStatusCode.NoContent);
        (await organisation.Admin.Get(path)).Refused(HttpStatusCode.NotFound, "NOT_FOUND");

        var log = (await organisation.Admin.Get("audit-log?target_type=source")).Expect(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.That(changed.Header("ETag"), Is.EqualTo("\"2\""));
        Assert.That(log.EnumerateArray().Select(entry => entry.GetProperty("action").GetString()), Is.EqualTo(new[] { "source.deleted", "source.updated", "source.created" }));
    }

    [Test]
    public async Task Sources_are_listed_newest_first_and_filtered()
    {
        var organisation = await Hive.NewOrganisation();
        var first = await Create(organisation, "One", "github");
        var second = await Create(organisation, "Two", "jira");
        var third = await Create(organisation, "Three", "jira");

        var page = (await organisation.Admin.Get("sources?limit=2")).Expect(HttpStatusCode.OK).Json;

        Assert.That(page.GetProperty("total").GetInt32(), Is.EqualTo(3));
        Assert.That(Ids(page), Is.EqualTo(new[] { third, second }));
        Assert.That(Ids((await organisation.Admin.Get($"sources?limit=2&cursor={page.GetProperty("next_cursor").GetString()}")).Json), Is.EqualTo(new[] { first }));
        Assert.That(Ids((await organisation.Admin.Get("sources?source_type=jira&enabled=false&offset=1")).Json), Is.EqualTo(new[] { second }));
        Assert.That(Ids((await organisation.Admin.Get("sources?enabled=true")).Json), Is.Empty);
        (await (await organisation.Agent("ada")).Get("sources")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    internal static async Task Connect(Organisation organisation, string platform, string status = "active")
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into oauth_installations (id, org_id, platform, status, scopes, webhook_registered, webhook_url, webhook_error, installed_at, updated_at)
            values (gen_random_uuid(), @Id, @platform, @status, '{read:org,repo}', true, 'https://hive.example.com/in', null, now(), now())
            """, new { organisation.Id, platform, status });
    }

    private static async Task<Guid> Create(Organisation organisation, string name, string type) =>
        (await organisation.Admin.Post("sources", new { name, source_type = type, config = new { }, enabled = false })).Expect(HttpStatusCode.Created).Id;

    private static IEnumerable<Guid> Ids(System.Text.Json.JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid());
}
