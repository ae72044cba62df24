using System.Net;
using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.People;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class RoleTests
{
    [Test]
    public async Task An_assigned_role_replaces_the_one_before_and_holds_at_once()
    {
        var organisation = await Hive.NewOrganisation();
        var ada = await organisation.Agent("ada");

        var assigned = (await organisation.Admin.Post("roles", new { agent_id = "ada", role = "admin" })).Expect(HttpStatusCode.Created);
        (await ada.Get("roles")).Expect(HttpStatusCode.OK);
        (await organisation.Admin.Post("roles", new { agent_id = "ada", role = "contributor" })).Expect(HttpStatusCode.Created);
        (await ada.Get("roles")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");

        Assert.That(assigned.Text("role"), Is.EqualTo("admin"));
        Assert.That(assigned.Text("assigned_by"), Is.EqualTo("admin"));
        var listed = (await organisation.Admin.Get("roles?agent_id=ada")).Expect(HttpStatusCode.OK);
        Assert.That(listed.Items().Single().GetProperty("role").GetString(), Is.EqualTo("contributor"));
        (await organisation.Admin.Post("roles", new { agent_id = "ada", role = "owner" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await organisation.Admin.Post("roles", new { agent_id = "user:1", role = "admin" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task The_last_admin_is_not_demoted_even_by_two_at_once()
    {
        var organisation = await Hive.NewOrganisation();
        (await organisation.Admin.Post("roles", new { agent_id = "admin", role = "contributor" })).Refused(HttpStatusCode.Conflict, "CONFLICT");
        (await organisation.Admin.Post("roles", new { agent_id = "keyless", role = "admin" })).Expect(HttpStatusCode.Created);
        (await organisation.Admin.Post("roles", new { agent_id = "admin", role = "contributor" })).Refused(HttpStatusCode.Conflict, "CONFLICT");
        var ada = await organisation.Agent("ada", isAdmin: true);

        var both = await Task.WhenAll(
            organisation.Admin.Post("roles", new { agent_id = "ada", role = "contributor" }), ada.Post("roles", new { agent_id = "admin", role = "contributor" }));

        Assert.That(both.Count(answer => answer.Status is HttpStatusCode.Created), Is.EqualTo(1));
    }

    [Test]
    public async Task Roles_are_read_on_by_their_cursor()
    {
        var organisation = await Hive.NewOrganisation();
        foreach (var name in new[] { "a", "b", "c", "d" })
            await organisation.Agent(name);
        await organisation.Server.Execute("update agent_roles set created_at = '2026-01-01Z' where org_id = @Id", new { organisation.Id });

        var first = await organisation.Admin.Get("roles?limit=3");
        var rest = await organisation.Admin.Get($"roles?limit=3&cursor={first.Text("next_cursor")}");

        var agents = first.Items().Concat(rest.Items()).Select(role => role.GetProperty("agent_id").GetString());
        Assert.That(agents, Is.EquivalentTo(new[] { "a", "b", "c", "d", "admin" }));
    }

    [Test]
    public async Task A_policy_narrows_its_agent_until_it_is_removed()
    {
        var organisation = await Hive.NewOrganisation();
        await organisation.Agent("ada");
        var item = Guid.CreateVersion7();
        var body = new { agent_id = "ada", @object = $"item:{item.ToString().ToUpperInvariant()}", action = "none" };

        var added = (await organisation.Admin.Post("policies", body)).Expect(HttpStatusCode.Created);
        var twice = (await organisation.Admin.Post("policies", body)).Refused(HttpStatusCode.Conflict, "DUPLICATE");
        var narrowed = await MayRead(organisation, item);
        var listed = (await organisation.Admin.Get("policies?agent_id=ada")).Expect(HttpStatusCode.OK);
        (await organisation.Admin.Delete($"policies/{added.Id}")).Expect(HttpStatusCode.NoContent);

        Assert.Multiple(() =>
        {
            Assert.That(added.Text("object"), Is.EqualTo($"item:{item}"));
            Assert.That(twice.Json.GetProperty("existing_id").GetGuid(), Is.EqualTo(added.Id));
            Assert.That(narrowed, Is.False);
            Assert.That(listed.Items().Single().GetProperty("action").GetString(), Is.EqualTo("none"));
        });
        Assert.That(await MayRead(organisation, item), Is.True);
        (await organisation.Admin.Delete($"policies/{added.Id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }

    [TestCase("category:poetry", "read")]
    [TestCase("item:42", "read")]
    [TestCase("everything", "read")]
    [TestCase("category:bug_fix", "delete")]
    public async Task A_policy_about_nothing_is_refused(string target, string action)
    {
        var organisation = await Hive.NewOrganisation();

        (await organisation.Admin.Post("policies", new { agent_id = "ada", @object = target, action })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task Only_admins_of_the_organisation_decide()
    {
        var organisation = await Hive.NewOrganisation();
        var (member, stranger) = (await organisation.User(), (await Hive.NewOrganisation()).Admin);
        var added = await organisation.Admin.Post("policies", new { agent_id = "ada", @object = "category:bug_fix", action = "read" });

        (await member.Get("policies")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await member.Post("roles", new { agent_id = "ada", role = "admin" })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await stranger.Delete($"policies/{added.Id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        Assert.That((await stranger.Get("policies")).Items(), Is.Empty);
    }

    private static async Task<bool> MayRead(Organisation organisation, Guid item)
    {
        await using var scope = organisation.Server.Services.CreateAsyncScope();
        var ada = new Principal { OrgId = organisation.Id, AgentId = "ada", Role = OrgRole.Contributor, Tier = Tier.Free };
        var access = await scope.ServiceProvider.GetRequiredService<IAccessReader>().For(ada, CancellationToken.None);
        return access.May(KnowledgeRight.Read, organisation.Id, KnowledgeCategory.BugFix, item);
    }
}
