using System.Net;
using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.People.Organisations;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Webhooks.Inbound;

[Parallelizable(ParallelScope.All)]
public sealed class SourceTests
{
    [Test]
    public async Task A_command_that_is_nothing_is_refused()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "generic");

        (await organisation.Admin.Post("webhooks", """{"name": "empty", "provider": "generic", "commands": [null]}""")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await organisation.Admin.Patch($"webhooks/{Inbox.IdOf(source)}", """{"commands": [null]}""")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task A_source_never_shows_its_secret_and_keeps_it_sealed()
    {
        var organisation = await Hive.NewOrganisation();

        var created = await Inbox.Source(organisation, "github");

        var id = Inbox.IdOf(created);
        var read = (await organisation.Admin.Get($"webhooks/{id}")).Expect(HttpStatusCode.OK);
        Assert.That(created.Text + read.Text, Does.Not.Contain(Inbox.Secret));
        Assert.That(created.Json.GetProperty("has_secret").GetBoolean(), Is.True);
        Assert.That(created.Json.GetProperty("endpoint").GetString(), Is.EqualTo($"/api/v1/webhooks/{id}/receive"));
        Assert.That(created.Json.GetProperty("public_url").GetString(), Does.StartWith("http").And.EndsWith($"/api/v1/webhooks/{id}/receive"));
        Assert.That(id.Version, Is.EqualTo(4));
        Assert.That(await Hooks.Count(organisation.Server, "select count(*) from webhook_sources where id = @id and encode(secret, 'escape') like '%shared secret%'", new { id }), Is.Zero);
    }

    [Test]
    public async Task Only_one_source_of_an_organisation_has_a_name()
    {
        var organisation = await Hive.NewOrganisation();
        var other = await Hive.NewOrganisation();
        var first = (await organisation.Admin.Post("webhooks", new { name = "orders", provider = "generic" })).Expect(HttpStatusCode.Created);

        var second = (await organisation.Admin.Post("webhooks", new { name = "orders", provider = "github" })).Refused(HttpStatusCode.Conflict, "DUPLICATE");

        Assert.That(second.Json.GetProperty("existing_id").GetGuid(), Is.EqualTo(Inbox.IdOf(first)));
        (await other.Admin.Post("webhooks", new { name = "orders", provider = "generic" })).Expect(HttpStatusCode.Created);
        var third = (await organisation.Admin.Post("webhooks", new { name = "returns", provider = "generic" })).Expect(HttpStatusCode.Created);
        (await organisation.Admin.Patch($"webhooks/{Inbox.IdOf(third)}", new { name = "orders" })).Refused(HttpStatusCode.Conflict, "DUPLICATE");
    }

    [Test]
    public async Task Changes_touch_only_what_is_given_and_honour_the_version()
    {
        var organisation = await Hive.NewOrganisation();
        var path = $"webhooks/{Inbox.IdOf(await Inbox.Source(organisation, "generic"))}";

        var described = (await organisation.Admin.Patch(path, new { description = "ours" }, ("If-Match", "\"1\""))).Expect(HttpStatusCode.OK).Json;
        (await organisation.Admin.Patch(path, new { description = "theirs" }, ("If-Match", "\"1\""))).Refused(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        var open = (await organisation.Admin.Patch(path, """{"secret": null}""")).Expect(HttpStatusCode.OK).Json;

        Assert.That((described.GetProperty("description").GetString(), described.GetProperty("has_secret").GetBoolean()), Is.EqualTo(("ours", true)));
        Assert.That((open.GetProperty("description").GetString(), open.GetProperty("has_secret").GetBoolean()), Is.EqualTo(("ours", false)));
        (await organisation.Admin.Delete(path)).Expect(HttpStatusCode.NoContent);
        (await organisation.Admin.Get(path)).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.That(await Hooks.Count(organisation.Server, "select count(*) from audit_log where org_id = @Id and target_type = 'webhook_source'", new { organisation.Id }), Is.EqualTo(4));
    }

    [Test]
    public async Task Built_in_sources_are_there_from_the_start_and_fixed()
    {
        var organisation = await Hive.NewOrganisation();
        await using (var scope = organisation.Server.Services.CreateAsyncScope())
        {
            var id = $"org-{Guid.CreateVersion7():N}";
            await scope.ServiceProvider.GetRequiredService<OrganisationProvisioner>().Ensure(id, CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().Commit(CancellationToken.None);
            var born = new Organisation(organisation.Server, id);
            organisation = born with { Admin = await born.Agent("admin", isAdmin: true) };
        }

        var sources = (await organisation.Admin.Get("webhooks")).Expect(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().ToList();

        Assert.That(sources.Select(Name).Order(), Is.EqualTo(new[] { "github", "jira", "sentry", "slack" }));
        Assert.That(sources.All(one => one.GetProperty("is_builtin").GetBoolean() && !one.GetProperty("enabled").GetBoolean()), Is.True);
        Assert.That(sources.All(one => one.GetProperty("commands")[0].GetProperty("trigger").GetString() == "ask"), Is.True);
        var github = sources.Single(one => Name(one) == "github");
        var path = $"webhooks/{github.GetProperty("webhook_id").GetGuid()}";
        var command = github.GetProperty("commands")[0].GetProperty("command_id").GetGuid();
        (await organisation.Admin.Patch(path, new { name = "mine" })).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await organisation.Admin.Delete(path)).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await organisation.Admin.Post($"{path}/commands", new { trigger = "fix", template = "x" })).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await organisation.Admin.Delete($"{path}/commands/{command}")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await organisation.Admin.Post($"{path}/enable")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await organisation.Admin.Patch(path, new { secret = Inbox.Secret })).Expect(HttpStatusCode.OK);
        Assert.That((await organisation.Admin.Post($"{path}/enable")).Expect(HttpStatusCode.OK).Json.GetProperty("enabled").GetBoolean(), Is.True);
        Assert.That((await organisation.Admin.Patch(path, """{"secret": null}""")).Json.GetProperty("enabled").GetBoolean(), Is.False);
    }

    [TestCase("""{"name": "Orders", "provider": "generic"}""", "name")]
    [TestCase("""{"name": "-orders", "provider": "generic"}""", "name")]
    [TestCase("""{"provider": "generic"}""", "name")]
    [TestCase("""{"name": "a", "provider": "gitlab"}""", "provider")]
    [TestCase("""{"name": "a", "provider": "generic", "secret": "short"}""", "secret")]
    [TestCase("""{"name": "a", "provider": "generic", "default_command": "fix"}""", "default_command")]
    [TestCase("""{"name": "a", "provider": "generic", "commands": [{"trigger": "fix"}]}""", "commands[0].template")]
    [TestCase("""{"name": "a", "provider": "generic", "commands": [{"trigger": "fix", "template": "x", "conditions": [{"field": "a", "operator": "regex", "value": "(a+)+"}]}]}""", "commands[0].conditions")]
    public async Task What_a_source_cannot_be_is_refused_by_field(string body, string field)
    {
        var organisation = await Hive.NewOrganisation();

        var answer = await organisation.Admin.Post("webhooks", body);

        answer.Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.That(answer.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name), Does.Contain(field), answer.Text);
    }

    [Test]
    public async Task Members_see_sources_and_only_admins_change_them()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "generic");
        var member = await organisation.Agent("ada");

        (await member.Get($"webhooks/{Inbox.IdOf(source)}")).Expect(HttpStatusCode.OK);
        (await member.Get("webhooks/stats")).Expect(HttpStatusCode.OK);
        (await member.Post("webhooks", new { name = "x", provider = "generic" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await member.Post($"webhooks/{Inbox.IdOf(source)}/disable")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
    }

    [Test]
    public async Task Statistics_and_status_count_what_was_accepted()
    {
        var organisation = await Hive.NewOrganisation();
        var source = await Inbox.Source(organisation, "generic");
        await Inbox.Source(organisation, "github", new { enabled = false });
        for (var i = 0; i < 3; i++)
            (await Inbox.Deliver(organisation, source, Samples.Order, $"d-{i}")).Expect(HttpStatusCode.Accepted);

        var stats = (await organisation.Admin.Get("webhooks/stats")).Expect(HttpStatusCode.OK).Json;
        var status = (await organisation.Admin.Get("webhooks/status")).Expect(HttpStatusCode.OK).Json;

        Assert.That((stats.GetProperty("total_webhooks").GetInt32(), stats.GetProperty("active_webhooks").GetInt32()), Is.EqualTo((2, 1)));
        Assert.That(stats.GetProperty("events_by_webhook").GetProperty(Name(source.Json) ?? "").GetInt32(), Is.EqualTo(3));
        Assert.That((status.GetProperty("total_count").GetInt32(), status.GetProperty("active_count").GetInt32()), Is.EqualTo((2, 1)));
        Assert.That(status.GetProperty("webhooks").EnumerateArray().Single(row => Name(row) == Name(source.Json)).GetProperty("event_count").GetInt32(), Is.EqualTo(3));
    }

    private static string? Name(JsonElement source) => source.GetProperty("name").GetString();
}
