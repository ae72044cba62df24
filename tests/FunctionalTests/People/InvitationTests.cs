using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class InvitationTests
{
    [Test]
    public async Task Its_token_is_shown_once()
    {
        var organisation = await Hive.NewOrganisation();
        var key = ("Idempotency-Key", "one");

        var made = (await organisation.Admin.Post("users/invitations", new { email = "ada@example.com" }, key)).Expect(HttpStatusCode.Created);
        var again = (await organisation.Admin.Post("users/invitations", new { email = "ada@example.com" }, key)).Expect(HttpStatusCode.Created);
        var listed = (await organisation.Admin.Get("users/invitations")).Expect(HttpStatusCode.OK);

        Assert.Multiple(() =>
        {
            Assert.That(made.Text("token"), Does.Match("^hi_[A-Za-z0-9_-]{43}$"));
            Assert.That(made.Text("org_role"), Is.EqualTo("member"));
            Assert.That(made.Header("Cache-Control"), Is.EqualTo("no-store"));
            Assert.That(again.Json.GetProperty("token").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(again.Id, Is.EqualTo(made.Id));
            Assert.That(listed.Text, Does.Not.Contain("hi_").And.Not.Contain("hash"));
            Assert.That(listed.Items().Single().GetProperty("invited_by").GetString(), Is.EqualTo("admin"));
        });
    }

    [Test]
    public async Task Only_admins_invite_and_nobody_invites_an_owner()
    {
        var organisation = await Hive.NewOrganisation();
        var member = await organisation.User();

        (await member.Post("users/invitations", new { })).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await member.Get("users/invitations")).Refused(HttpStatusCode.Forbidden, "FORBIDDEN");
        (await organisation.Admin.Post("users/invitations", new { org_role = "owner" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
        (await organisation.Admin.Post("users/invitations", new { email = "nowhere" })).Refused(HttpStatusCode.BadRequest, "VALIDATION_ERROR");
    }

    [Test]
    public async Task It_is_taken_back_only_by_its_organisation_and_only_before_its_use()
    {
        var organisation = await Hive.NewOrganisation();
        var used = (await organisation.Admin.Post("users/invitations", new { })).Expect(HttpStatusCode.Created);
        var unused = (await organisation.Admin.Post("users/invitations", new { })).Expect(HttpStatusCode.Created);
        var nobody = await Hive.Nobody();
        (await nobody.Post("auth/register", Accounts.Registration($"{used.Id:N}@example.com", used.Text("token")))).Expect(HttpStatusCode.Created);

        (await (await Hive.NewOrganisation()).Admin.Delete($"users/invitations/{unused.Id}")).Refused(HttpStatusCode.NotFound, "NOT_FOUND");
        (await organisation.Admin.Delete($"users/invitations/{used.Id}")).Refused(HttpStatusCode.Conflict, "INVALID_STATE");
        (await organisation.Admin.Delete($"users/invitations/{unused.Id}")).Expect(HttpStatusCode.NoContent);
    }
}
