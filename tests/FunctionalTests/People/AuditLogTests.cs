using System.Net;
using Hivemind.Application.Common;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class AuditLogTests
{
    [Test]
    public async Task Every_change_leaves_a_row_without_secrets()
    {
        await using var server = await Accounts.FreshServer();
        var organisation = await Hive.NewOrganisation(server);
        var (admin, nobody, owner) = (organisation.Admin, await Hive.Nobody(server), await organisation.User(OrgRole.Owner));

        await admin.Patch("organisation", new { settings = new { burst_limit = 5 } });
        var key = await admin.Post("api-keys", new { agent_id = "ada", name = "x" });
        await admin.Patch($"api-keys/{key.Id}", new { tier = "pro" });
        await admin.Delete($"api-keys/{key.Id}");
        await admin.Post("roles", new { agent_id = "ada", role = "admin" });
        var policy = await admin.Post("policies", new { agent_id = "ada", @object = "category:bug_fix", action = "read" });
        await admin.Delete($"policies/{policy.Id}");
        var invitation = await admin.Post("users/invitations", new { email = "ada@example.com" });
        var token = invitation.Text("token");
        var user = (await nobody.Post("auth/register", Accounts.Registration("ada@example.com", token))).Expect(HttpStatusCode.Created);
        var other = await admin.Post("users/invitations", new { });
        await admin.Delete($"users/invitations/{other.Id}");
        var ada = await Accounts.SignIn(server, "ada@example.com");
        await ada.Put("users/me", new { name = "Ada" });
        await ada.Post("users/me/password", new { current_password = Accounts.Password, new_password = "another long one" });
        await owner.Patch($"users/{user.Id}", new { org_role = "admin" });
        await ada.Post("auth/logout");

        var rows = await organisation.Audited();
        Assert.That(rows.Select(row => row.Action), Is.EqualTo(new[]
        {
            "organisation.updated", "api_key.created", "api_key.updated", "api_key.revoked", "role.assigned", "policy.added", "policy.removed",
            "invitation.created", "user.registered", "invitation.created", "invitation.revoked",
            "session.created", "user.updated", "user.password_changed", "user.updated", "session.revoked",
        }));
        foreach (var action in new[] { "user.registered", "session.created" })
            Assert.That((await organisation.Admin.Get($"audit-log?action={action}")).Items().Single().GetProperty("actor").GetString(), Is.EqualTo(user.Id.ToString()), action);

        var text = string.Join('\n', rows.Select(row => row.Row));
        foreach (var secret in new[] { key.Text("key"), token, ada.Credential, Accounts.Password, "another long one", "ada@example.com" })
            Assert.That(text, Does.Not.Contain(secret));
    }

    [Test]
    public async Task Admins_read_it_newest_first_and_filtered()
    {
        var organisation = await Hive.NewOrganisation();
        var admin = organisation.Admin;
        for (var i = 0; i < 5; i++)
            await admin.Patch("organisation", new { name = $"n{i}" });
        var policy = await admin.Post("policies", new { agent_id = "ada", @object = "category:bug_fix", action = "read" });

        var first = (await admin.Get("audit-log?limit=4")).Expect(HttpStatusCode.OK);
        var rest = (await admin.Get($"audit-log?limit=4&cursor={first.Text("next_cursor")}")).Expect(HttpStatusCode.OK);
        var entry = first.Items().First();

        Assert.Multiple(() =>
        {
            Assert.That(first.Items().Count(), Is.EqualTo(4));
            Assert.That(rest.Items().Count(), Is.EqualTo(2));
            Assert.That(rest.Json.GetProperty("next_cursor").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
            Assert.That(entry.GetProperty("action").GetString(), Is.EqualTo("policy.added"));
            Assert.That(entry.GetProperty("actor").GetString(), Is.EqualTo("admin"));
            Assert.That(entry.GetProperty("target_id").GetString(), Is.EqualTo(policy.Id.ToString()));
            Assert.That(entry.GetProperty("details").GetProperty("target").GetString(), Is.EqualTo("category:bug_fix"));
            Assert.That(entry.GetProperty("ip").GetString(), Is.EqualTo("127.0.0.1"));
        });
        Assert.That((await admin.Get("audit-log?action=policy.added")).Items().Count(), Is.EqualTo(1));
        Assert.That((await admin.Get($"audit-log?target_type=policy&target_id={policy.Id}")).Items().Count(), Is.EqualTo(1));
        Assert.That((await admin.Get("audit-log?actor=nobody")).Items(), Is.Empty);
        Assert.That((await admin.Get("audit-log?until=2020-01-01T00:00:00Z")).Items(), Is.Empty);
        Assert.That((await admin.Get("audit-log?since=2020-01-01T00:00:00Z")).Items().Count(), Is.EqualTo(6));
    }

    [Test]
    public async Task It_is_refused_to_members_and_to_nonsense()
    {
        var organisation = await Hive.NewOrganisation();

        (await (await organisation.User()).Get("audit-log")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await organisation.Admin.Get("audit-log?limit=201")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await organisation.Admin.Get("audit-log?cursor=x")).Refused(HttpStatusCode.BadRequest, "INVALID_CURSOR");
        (await organisation.Admin.Get("audit-log?since=yesterday")).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        Assert.That((await (await Hive.NewOrganisation()).Admin.Get("audit-log")).Items(), Is.Empty);
    }
}
